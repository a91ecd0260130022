"""The formulas of the report, in words, as MathML, as typst math and as TeX."""

from __future__ import annotations

from framing.report.model import Formula

__all__ = [
    "BALANCE",
    "COSINE",
    "LOG_ODDS",
    "RATE",
    "SHANNON",
    "SHARE",
    "SIMPSON",
    "WEIGHT",
    "Z_SCORE",
]


def _i(name: str) -> str:
    return f"<mi>{name}</mi>"


def _o(sign: str) -> str:
    return f"<mo>{sign}</mo>"


def _sub(base: str, below: str) -> str:
    return f"<msub>{_i(base)}<mrow>{below}</mrow></msub>"


def _fraction(top: str, bottom: str) -> str:
    return f"<mfrac><mrow>{top}</mrow><mrow>{bottom}</mrow></mfrac>"


def _log(odds: str) -> str:
    return f"<mi>ln</mi>{odds}"


_TERM = _i("w")
_HERE, _REST = _i("i"), _i("j")
_Y_I, _Y_J = _sub("y", _HERE), _sub("y", _REST)
_N_I, _N_J = _sub("n", _HERE), _sub("n", _REST)
_A_W, _A_0 = _sub("α", _TERM), _sub("α", "<mn>0</mn>")

SHARE = Formula(
    name="Share of a name",
    words=(
        "the mentions by this name, divided by the mentions by any listed name of the same thing, "
        "in the same articles and the same voice"
    ),
    mathml=_sub("s", _i("k"))
    + _o("=")
    + _fraction(_sub("n", _i("k")), f"<munder><mo>∑</mo>{_i('m')}</munder>{_sub('n', _i('m'))}"),
    typst="s_k = n_k / (sum_m n_m)",
    tex=r"s_k = \frac{n_k}{\sum_m n_m}",
)
BALANCE = Formula(
    name="Balance of names",
    words=(
        "the logarithm of the praising mentions R over the damning mentions L, each with a half "
        "added so that zero can be counted too"
    ),
    mathml=_i("θ")
    + _o("=")
    + _log(_fraction(f"{_i('R')}{_o('+')}<mn>½</mn>", f"{_i('L')}{_o('+')}<mn>½</mn>")),
    typst="theta = ln (R + 1\\/2) / (L + 1\\/2)",
    tex=r"\theta = \ln \frac{R + 1/2}{L + 1/2}",
)
RATE = Formula(
    name="Matches per 1,000 words",
    words=(
        "the matches in a voice, divided by the words that a match in that voice could have stood "
        "in, times a thousand"
    ),
    mathml=_i("r") + _o("=") + "<mn>1000</mn>" + _o("·") + _fraction(_i("n"), _i("W")),
    typst="r = 1000 dot n / W",
    tex=r"r = 1000 \cdot \frac{n}{W}",
)
_SUM_K = f"<munder><mo>∑</mo>{_i('k')}</munder>"
_P_K = _sub("p", _i("k"))
SHANNON = Formula(
    name="Shannon diversity",
    words=(
        "the sum over all kinds of the share of the words that a kind has, times the logarithm of "
        "that share, with its sign turned; zero if one kind has all words"
    ),
    mathml=_i("H")
    + _o("=")
    + _o("−")
    + _SUM_K
    + _P_K
    + "<mspace width='0.2em'/><mi>ln</mi><mspace width='0.2em'/>"
    + _P_K,
    typst="H = - sum_k p_k ln p_k",
    tex=r"H = - \sum_k p_k \ln p_k",
)
SIMPSON = Formula(
    name="Simpson diversity",
    words=(
        "one less the sum of the squared shares: the chance that two words, taken at random, "
        "belong to different kinds"
    ),
    mathml=_i("D")
    + _o("=")
    + "<mn>1</mn>"
    + _o("−")
    + _SUM_K
    + f"<msubsup>{_i('p')}{_i('k')}<mn>2</mn></msubsup>",
    typst="D = 1 - sum_k p_k^2",
    tex=r"D = 1 - \sum_k p_k^2",
)
LOG_ODDS = Formula(
    name="Log-odds with an informative prior",
    words=(
        "the logarithm of the odds of a term here, less that of its odds in the rest, both "
        "smoothed by the term’s frequency in the whole corpus"
    ),
    mathml=_sub("δ", _TERM)
    + _o("=")
    + _log(
        _fraction(f"{_Y_I}{_o('+')}{_A_W}", f"{_N_I}{_o('+')}{_A_0}{_o('−')}{_Y_I}{_o('−')}{_A_W}")
    )
    + _o("−")
    + _log(
        _fraction(f"{_Y_J}{_o('+')}{_A_W}", f"{_N_J}{_o('+')}{_A_0}{_o('−')}{_Y_J}{_o('−')}{_A_W}")
    ),
    typst=(
        "delta_w = ln (y_i + alpha_w) / (n_i + alpha_0 - y_i - alpha_w)"
        " - ln (y_j + alpha_w) / (n_j + alpha_0 - y_j - alpha_w)"
    ),
    tex=(
        r"\delta_w = \ln \frac{y_i + \alpha_w}{n_i + \alpha_0 - y_i - \alpha_w}"
        r" - \ln \frac{y_j + \alpha_w}{n_j + \alpha_0 - y_j - \alpha_w}"
    ),
)
Z_SCORE = Formula(
    name="Score of a distinctive word",
    words="the log-odds difference, divided by its approximate standard error",
    mathml=_sub("z", _TERM)
    + _o("=")
    + _fraction(
        _sub("δ", _TERM),
        "<msqrt>"
        + _fraction("<mn>1</mn>", f"{_Y_I}{_o('+')}{_A_W}")
        + _o("+")
        + _fraction("<mn>1</mn>", f"{_Y_J}{_o('+')}{_A_W}")
        + "</msqrt>",
    ),
    typst="z_w = delta_w / sqrt(1 / (y_i + alpha_w) + 1 / (y_j + alpha_w))",
    tex=r"z_w = \frac{\delta_w}{\sqrt{\frac{1}{y_i + \alpha_w} + \frac{1}{y_j + \alpha_w}}}",
)
WEIGHT = Formula(
    name="Weight of a term",
    words=(
        "how often the term occurs in the outlet’s articles, times a factor that is larger the "
        "fewer of all the articles have the term; N is the number of articles, d the number of "
        "those that have it"
    ),
    mathml=_sub("x", _TERM)
    + _o("=")
    + _sub("y", _TERM)
    + _o("·")
    + "<mrow><mo>(</mo>"
    + _log(_fraction(f"<mn>1</mn>{_o('+')}{_i('N')}", f"<mn>1</mn>{_o('+')}{_sub('d', _TERM)}"))
    + _o("+")
    + "<mn>1</mn><mo>)</mo></mrow>",
    typst="x_w = y_w dot (ln (1 + N) / (1 + d_w) + 1)",
    tex=r"x_w = y_w \cdot \left(\ln \frac{1 + N}{1 + d_w} + 1\right)",
)
COSINE = Formula(
    name="Distance of two vocabularies",
    words=(
        "one less the cosine of the angle between the two outlets’ weighted word counts, "
        "written x and z"
    ),
    mathml=_i("D")
    + _o("=")
    + "<mn>1</mn>"
    + _o("−")
    + _fraction(
        f"<munder><mo>∑</mo>{_TERM}</munder>{_sub('x', _TERM)}{_sub('z', _TERM)}",
        f"<msqrt><munder><mo>∑</mo>{_TERM}</munder><msubsup>{_i('x')}{_TERM}<mn>2</mn></msubsup>"
        f"</msqrt><msqrt><munder><mo>∑</mo>{_TERM}</munder><msubsup>{_i('z')}{_TERM}<mn>2</mn>"
        "</msubsup></msqrt>",
    ),
    typst="D = 1 - (sum_w x_w z_w) / (sqrt(sum_w x_w^2) sqrt(sum_w z_w^2))",
    tex=r"D = 1 - \frac{\sum_w x_w z_w}{\sqrt{\sum_w x_w^2} \sqrt{\sum_w z_w^2}}",
)
