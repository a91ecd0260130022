"""Small words of the languages that have rules of reported speech."""

from __future__ import annotations

__all__ = ["ENGLISH", "RUSSIAN", "SPANISH", "UKRAINIAN"]

_BE_HAVE_DO = """
am is are was were has have had do does did will would can could may might must shall should
isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot
couldn't mightn't mustn't shouldn't ain't
"""

_CONTRACTED = """
i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll
we're we've we'd we'll they're they've they'd they'll that's that'll there's there're here's who's
what's where's how's let's who'd who'll who've
"""

_PASTS = """
became began blew broke brought built bought came caught chose cost cut drew drove drank ate fell
fed felt fought found flew forgot froze gave got went grew hung had heard hid hit held hurt kept
knew laid led left lent lost made meant met paid put quit ran rang rose said sat saw sold sent set
shook shot showed shut sang sank slept slid spoke spent spread stood stole stuck struck swore swept
took taught told thought threw understood woke wore won wrote died killed quoted
cited
"""

_PRESENTS = """
goes comes gets gives takes makes needs wants seems appears looks remains becomes has keeps knows
lets leads leaves lies lives loses means moves owes pays plays puts runs sees sells sends sets
stands stays tells tends thinks tries turns wins works allows asks begins believes brings continues
depends exists expects fails faces feels follows happens helps hopes includes involves knows lacks
likes offers opposes prefers provides reads refuses represents requires says serves shows starts
stops supports threatens matters deserves belongs contains costs
quotes cites
"""

ENGLISH = {
    "that": "that",
    "question": "whether if how why what when where who which",
    "determiners": """the a an this these those his her its their our my your no any some each every
        another both several few many more most other such all whose one two three four five six
        seven eight nine ten dozens hundreds thousands recent new latest last next first second
        former same own""",
    "subject_pronouns": "i he she it we you they who one nobody somebody someone everyone "
    "everybody none neither there",
    "object_pronouns": "me him her us them you it",
    "prepositions": """of in on at by for with from to into onto about against over under between
        among through during before after since until without within across toward towards upon
        amid despite via per near behind beyond around along off above below like as than""",
    "coordinators": "and or but nor yet so",
    "subordinators": """while although though as after before when because since until if unless
        whereas once whenever""",
    "relatives": "who which whose whom where",
    "auxiliaries": _BE_HAVE_DO
    + """be been being having to 's 'd 'll 've he's she's it's he'd she'd they'd they've they're
        i'd i've we've we'd who's who'd who've i'm we're he'll she'll they'll we'll i'll""",
    "adverbs": """also now then ever never not first later previously earlier recently repeatedly
        already often once still again further just only always sometimes publicly privately
        reportedly even simply long once soon instead nevertheless nonetheless meanwhile however
        too therefore thus indeed yet largely widely twice""",
    "finite": _BE_HAVE_DO + _CONTRACTED + _PASTS + _PRESENTS,
    "times": """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow
        tonight afterward afterwards later earlier recently then mon tue wed thu fri sat sun january
        february march april may june july august september october november december jan feb aug
        sept oct nov dec there here flatly bluntly simply repeatedly again too also""",
    "reflexives": "himself herself themselves itself myself ourselves yourself yourselves",
}

SPANISH = {
    "that": "que",
    "question": "si cómo qué cuándo dónde quién por",
    "determiners": """el la los las un una unos unas este esta estos estas ese esa esos esas su sus
        mi mis nuestro nuestra lo al del""",
    "subject_pronouns": "yo él ella ellos ellas nosotros usted ustedes quien quienes",
    "object_pronouns": "me te le les nos se lo la los las",
    "prepositions": """a ante bajo con contra de desde durante en entre hacia hasta mediante para
        por según sin sobre tras""",
    "coordinators": "y e o u pero sino ni",
    "subordinators": "mientras aunque cuando porque como después antes si",
    "relatives": "que quien quienes cuyo cuya cuyos cuyas donde cual cuales",
    "auxiliaries": "ha han había habían he hemos se le les no lo",
    "adverbs": "también ya nunca no además luego después antes siempre",
    "finite": """es son era eran fue fueron está están estaba estaban estuvo ha han había hay hubo
        tiene tienen tenía tuvo puede pueden podía debe deben va van iba quiere quieren será serán
        sería hace hacen hizo dice dicen dijo somos soy estamos tenemos vamos queremos""",
    "times": """lunes martes miércoles jueves viernes sábado domingo hoy ayer mañana""",
    "reflexives": "",
}

RUSSIAN = {
    "that": "что чтобы будто",
    "question": "ли как почему когда где кто",
    "determiners": "этот эта это эти тот та те его её ее их наш наша наше наши свой своя свои",
    "subject_pronouns": "я он она оно мы вы они кто который которая которое которые",
    "object_pronouns": "мне ему ей нам вам им меня его её ее нас вас их",
    "prepositions": """в во на с со к ко по о об обо от до из за для при про у над под перед между
        через без после""",
    "coordinators": "и а но или да однако",
    "subordinators": "если когда хотя пока потому поскольку так",
    "relatives": "который которая которое которые которого которой которых кто где",
    "auxiliaries": "был была было были будет будут не бы",
    "adverbs": "также уже никогда не ранее позже затем потом ещё еще",
    "finite": """есть был была было были будет будут может могут должен должна должны нет надо нужно
        хочет хотят хотим идет идёт идут является являются""",
    "times": "понедельник вторник среду четверг пятницу субботу воскресенье сегодня вчера завтра",
    "reflexives": "",
}

UKRAINIAN = {
    "that": "що щоб ніби",
    "question": "чи як чому коли де хто",
    "determiners": "цей ця це ці той та ті його її їх їхній наш наша наше наші свій своя свої",
    "subject_pronouns": "я він вона воно ми ви вони хто який яка яке які",
    "object_pronouns": "мені йому їй нам вам їм мене його її нас вас їх",
    "prepositions": """в у на з із зі до від по про за для при над під перед між через без після о
        об""",
    "coordinators": "і й та а але або чи однак",
    "subordinators": "якщо коли хоча поки бо оскільки",
    "relatives": "який яка яке які якого якої яких хто де",
    "auxiliaries": "був була було були буде будуть не б би",
    "adverbs": "також уже вже ніколи не раніше пізніше потім ще",
    "finite": """є був була було були буде будуть може можуть повинен повинна повинні немає треба
        потрібно хоче хочуть хочемо йде йдуть""",
    "times": "понеділок вівторок середу четвер п'ятницю суботу неділю сьогодні вчора завтра",
    "reflexives": "",
}
