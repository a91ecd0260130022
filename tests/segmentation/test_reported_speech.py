"""Reported speech: before, after and around the words that report it."""

from __future__ import annotations

import pytest

from framing.corpus.batch import Batch
from framing.segmentation import segment
from tests.segmentation.markup import expected_voices, found_voices, plain

CLAUSES = [
    "Police said <i>that the crowd had left the square</i>.",
    "Police said <i>the crowd had left the square</i>.",
    "State radio said on Monday <i>that two boats had sunk</i>.",
    "The mayor told reporters <i>that the bridge would open in May</i>.",
    "The mayor told the harbour news agency <i>the bridge would open in May</i>.",
    "She believes <i>the bridge will hold</i>.",
    "The union fears <i>that the yard will be sold</i>.",
    "Doctors in the town report <i>that ambulances are being turned away</i>.",
    "It is reported <i>that most shops are open</i>.",
    "The channel also reported <i>gunfire and fights near the station</i>.",
    "The agents claim <i>the papers were forged</i>, but they showed none.",
    "The minister asked <i>whether the bridge was safe</i>.",
    "The poll shows <i>that most voters want a new bridge</i>.",
    "He added <i>that he would stay in the city</i>.",
    "The mayor denied <i>selling the yard</i>.",
    "It is understood <i>that the talks will go on</i>.",
    "It is alleged <i>that the guard fired first</i>.",
    "He was said <i>to be hiding in the hills</i>.",
    "The ship was reportedly <i>sold in March</i>.",
    "The book says <i>the town was founded by monks</i>.",
    "The study found <i>that most voters want a bridge</i>.",
    "In a statement, the guild said <i>it would appeal</i>.",
    "In a statement on Monday, Anna Holm said <i>the guild would appeal</i>.",
    "Asked about the strike, the mayor said <i>he would not comment</i>.",
    "Citing unnamed sources, the paper reported <i>that the yard was sold</i>.",
    "The media also report, referring to the head of the port, <i>that guards will be able to stay</i>.",
    "Mash channel, citing a sailor from the coast, reported <i>that the ship had been taken</i>.",
    "The paper quoted a guard in Vesna, the town’s port, as saying <i>that dozens were hurt</i>.",
    "Holm said <i>there was no reason to fear for the bridge</i>.",
    "The office said <i>about half of the boats had come back</i>.",
    "Brand said — on his page, as it happens — <i>that the bridge was safe</i>.",
    "Sources close to the guild say <i>she stands behind the plan</i>.",
    "The pollster said <i>Brand, despite his wealth, is the better known of the two</i>.",
    "Guards who came this week, Anna Holm among them, said <i>they had no fear</i>.",
    "Six in ten say <i>the bridge is safe</i>.",
    "The head of the school in Vesna, said <i>he had made a hundred calls</i>.",
    "The poll showed <i>Holm leading Brand by six points</i>.",
    "Brand, 55, said <i>the strike would go on</i>.",
    "She told the paper <i>she had seen the boats burn</i>.",
    "Holm said over the phone <i>that the strike was over</i>.",
    "The family said <i>the strike was over</i>.",
    "The ministry said on Friday <i>26 <s>“armed looters”</s> had been caught</i>.",
    "The ministry said on January 5 <i>the port was closed</i>.",
    "Police said late Thursday <i>that dozens of boats had left</i>.",
    "Police said early on Friday <i>that the boats had left</i>.",
    "The president, speaking in Vesna, called <i>the strikers thugs</i>.",
    "<i>The strikers</i>, the ministry said in a statement on its page, <i>were armed</i>.",
    "In a statement on the strike, the guild said <i>it would end</i>.",
    "Italy said <i>the boats had left</i>.",
    "Connolly told the paper <i>that the boats had left</i>.",
    "On Monday Mr. Jolly said <i>the boats had left</i>.",
    "Jolly has said <i>the boats had left</i>.",
    "The mayor clearly said <i>the boats had left</i>.",
    "Just over a quarter, 26 percent, say <i>they will vote for the bridge</i>.",
    "Her friends say <i>it is only right that, having won, she now leads the guild</i>.",
    "Brand told a crowd in Vesna, Norland on Monday <i>that the bridge was shut</i>.",
    "Holm said through a spokesman <i>that the boats had left</i>.",
    "Holm said after the talks in Vesna <i>that the strike was over</i>.",
    "The radio reported <i>at least six planes filled the skies with smoke</i>.",
    "At least half of voters in the town say <i>the plan is sound</i>.",
    "About four in ten say <i>they would stay at home</i>.",
    "The guild reported <i>that, by its own count, most of the boats were sold</i>.",
    "The guild reported <i>that, according to its books, most of the boats were sold</i>.",
    "Brand said <i>the old mayor’s <d>“mind is set on a long strike.”</d></i>",
    "The mayor said <i>that the bridge was closed, but that the crews would come back</i>.",
    "The mayor said <i>that the bridge was closed</i>, but that was not so.",
]

AFTER_AND_AROUND = [
    "<d>“The ships have left the port,”</d> Anna Holm wrote when the yard was closed.",
    "<d>“The ships have left the port,”</d> Anna Holm told the radio in a talk after the strike.",
    "<d>“The ships have left the port,”</d> Anna Holm, the mayor, told the guild last week.",
    "<d>“The ships have left the port,”</d> Anna Holm said <i>that they would not come back</i>.",
    "<d>“The ships have left the port,”</d> Anna Holm said at the talks, a meeting held in Vesna.",
    "<d>“The ships have left the port,”</d> Anna Holm said, two hours after the yard had closed.",
    "<i>Troops fired on the crowd</i>, police said.",
    "<i>Troops fired on the crowd</i>, said the mayor of the town.",
    "<i>The looters</i>, he added, <i>were armed with sticks</i>.",
    "<i>The port was closed for two days</i>, the state channel reported on Friday.",
    "<i>Two ferries have been hired from abroad</i> , said the head of the line, Olaf Brand.",
    "<i>The columns are led by trained men</i>. , says the head of the institute.",
    "<i>The yard</i>, the harbour master said, <i>is closed</i>.",
    "<i>It’s the ’90s again</i>, said the shopkeeper’s son.",
    "<i>Several boats came in, and shots were heard as they landed</i>, witnesses said.",
]

SOURCES_NAMED = [
    "According to the ministry, <i>forty people were hurt</i>.",
    "<i>Forty people were hurt</i>, according to the ministry.",
    "According to Olaf Brand, who chairs the port committee, <i>the ferries will sail</i>.",
    "In his opinion, <i>the strike will be over by June</i>.",
    "In the words of the mayor, <i>the strike is over</i>.",
    "Per the ministry, <i>forty people were hurt</i>.",
    "<i>Forty people were hurt</i>, per the ministry.",
    "<i>The bridge</i>, according to engineers, <i>is not safe</i>.",
    "<i>The guards took the boats, many of whom</i>, according to the crews, <i>tried to flee</i>.",
    "According to figures, <i>forty people were hurt</i>.",
]

ATTITUDES = [
    "The guild vowed <i>to fight the sale</i>.",
    "The mayor urged <i>the strikers to go home</i>.",
    "The president blamed <i>foreign gangs for the fire</i>.",
    "The guild called for <i>a new vote</i>.",
    "Critics denounced <i>the sale of the yard</i>.",
    "The mayor is confident <i>that the bridge will hold</i>.",
    "Nobody heard the accusation <i>that the yard was sold too cheaply</i>.",
    "There were reports <i>of shots in the harbour</i>.",
    "There were calls <i>for a new vote</i>.",
    "The mayor’s claim <i>that the bridge was safe</i> was widely mocked.",
    "The guild accused <i>the mayor of selling the yard</i>.",
    "The guild was accused <i>of selling the yard</i>.",
    "The committee wants <i>the port to be reopened</i>.",
    "The minister hailed <i>the deal as a new start</i>.",
    "Olaf Brand warned of <i>a long winter</i>, and the shops closed early.",
    "The mayor asked on Wednesday for <i>help from the coast</i>.",
    "He ordered <i>the offices of the Port, the Guard, and the Harbour Fund to form a group</i>.",
    "The talks failed because the mayor vowed <i>to close the guild</i>.",
    "He spoke up at last, warning <i>that the bridge would fall</i>.",
]

MIXED = [
    "Police spokesman Olaf Brand said <i>dozens of <s>“raiders”</s> were <s>“removed”</s> "
    "overnight, when they <d>“tried to storm the town hall.”</d></i>",
    "The deputy told the agency <i>that the troops would stay "
    "<d>“as long as the governor thinks it is right.”</d></i>",
    "The guard calls <i>the men in the yard <s>“helpers”</s></i>.",
    "The governor labels <i>the strikers as <s>“wreckers”</s></i>.",
    "The mayor said <i>the guild would send boats to <s>“steady”</s> the coast</i>.",
    "It happened as part of a <s>“relief”</s> mission by the guild.",
    "Brand wrote on his page <i>that <d>“the bridge is closed and will stay closed.”</d></i>",
    "<i>The <s>“reform”</s> was <s>“urgent”</s></i>, the mayor said.",
    "As the mayor put it, <d>“the town is open for business.”</d>",
    "Its members shouted <s>“Down with the mayor!”</s> and threw eggs.",
    "The bridge (which the mayor called <s>“a disgrace”</s>) was closed.",
    "The mayor told <i>the guard to keep watch and <s>“hold the line.”</s></i>",
]

WHERE_A_REPORT_ENDS = [
    "The channel aired figures of the ministry, which says <i>forty are hurt, two of them badly</i>.",
    "The mayor, who said on Friday <i>that the bridge was safe</i>, has resigned.",
    "The mayor said on Friday <i>that the bridge was safe</i>, but engineers had closed it.",
    "While the mayor said <i>the bridge was safe</i>, engineers closed it.",
    "The guard calls <i>the strikers <s>“helpers”</s></i> and the mayor, Anna Holm, she labels "
    "<i>the crews as <s>“pirates”</s></i>.",
    "The guild called for <i>a vote</i> (the third this year), which takes place in May.",
    "The mayor is sure <i>of a win</i>. The vote is in May.",
]

HEADLINES = [
    "Town hall: Mayor says <i>bridge is safe</i>",
    "<i>Bridge is safe</i>, mayor says",
    "Strikers storm the yard as guards vow <i><s>‘harsh’</s> reply</i>",
]

AUTHORIAL = [
    "The crews get brief moments to rest in the yard.",
    "Guards found the last suspect of a series of fires in the port.",
    "The plan will become suspect if the port is sold.",
    "The mayor had money in her campaign account last year.",
    "The United States and its partners met on Monday.",
    "Mass protests continue in the town for the fifth day.",
    "Protests in the town: strikers storm the yard",
    "The strikers held a meeting and the shops were shut.",
    "Prices have been added to the list of complaints, and the report was late.",
    "The bridge fell in March. It was built by a firm from the coast.",
    "The plane was sent back to the capital twenty minutes before it landed.",
    "The fall of the bridge means that nobody can reach the coast.",
    "She called him on Monday, and the mayor called a meeting on Friday.",
    "Forty per cent of the boats are gone, two per family.",
    "The guild keeps a list that includes every boat.",
]


ASIDES = [
    "Ivo Lant, who leads the dockers' union, said <i>the port was calm and that the guard had "
    "shot</i>.",
    "Ivo Lant, who leads the dockers’ union, said <i>that the port was calm</i>.",
    "The crews, who the guild says <i>are armed</i>, marched on.",
    "The crews, who guards say <i>incited riots</i>, were held.",
    "Sources told Reuters, speaking on condition of anonymity, <i>that talks failed</i>.",
    "He told a crowd of friends, who cheered, <i>that he would win</i>.",
    "The crews, whom the guild says <i>it fed</i>, marched on.",
    "The crews, who the guild says <i>are tired, hungry and poor</i>, marched on.",
    "Analysts believe <i>the plot, if it was one, was doomed</i>.",
    "Analysts believe <i>the plot, led by Olaf Brand, failed</i>.",
    "Analysts believe <i>the man, a docker, was killed</i>.",
    "Witnesses told Reuters <i>guards fired into the air</i>.",
    "She told Reuters <i>Ivo Lant was dead</i>.",
    "A guard told Port Radio <i>Norwegian boats had sunk</i>.",
    "He told the news agency <i>boats had sunk</i>.",
    "He told Reuters on Monday <i>boats had sunk</i>.",
    "He told Port News host Anna Holm <i>that the bridge was open</i>.",
    "She told the committee appointed by the mayor <i>that boats had sunk</i>.",
]

QUESTIONS = [
    "Asked whether the guard would leave, the mayor said <i>it would stay</i>.",
    "Asked if he was ill, Olaf Brand replied: <d>“I have never felt any better.”</d>",
    "Pressed on the vote, the mayor said <i>that it was fair</i>.",
]

OTHERS_CLAIMS = [
    "The union rejected the mayor's claim <i>that its members were idle</i>.",
    "He dismissed claims <i>that the bridge had fallen</i>.",
    "The guard denied reports <i>that boats had sunk</i>.",
    "He rejected suggestions <i>he was a spy</i>.",
    "She denied claims <i>she had lied</i>.",
    "The guild denied reports <i>of shots in the port</i>.",
    "The mayor rejected the crews' demands <i>for a vote</i>.",
    "He repeated <i>the claim that the bridge had fallen</i>.",
    "The mayor criticised <i>the guild's report that was sold on Monday</i>.",
]

GAPS = [
    "The leader, who the union says <i>lied</i>, resigned.",
    "The man who the union says <i>lied</i> has resigned.",
    "Workers who police say <i>attacked the office</i> were held.",
    "The minister, who critics say <i>is weak</i>, stayed.",
    "Crews who the guild says <i>are tired and have gone home</i> were held.",
]

FIRST_PERSON = [
    "I fear that the town will fall.",
    "I believe this is wrong.",
    "It was, I think, a mistake.",
    "In my opinion, the mayor lied.",
    "We hope that they win.",
    "I think the mayor said <i>that it fell</i>.",
    "I told the guard <i>that it fell</i>.",
    "<d>“I fear that the town will fall,”</d> Anna Holm said.",
    "<i>I fear</i>, the mayor said, <i>that it fell</i>.",
    "Q: Who won the vote?\n\nA: I think <i>that the guild won it</i>.",
    "HOLM: It fell at noon.\n\nBRAND: I fear <i>that it burned</i>.",
]

ACTS = [
    "The strikers refused to move.",
    "The strikers have refused to talk since Friday.",
    "The mayor declined to comment.",
    "The crews managed to leave and failed to return.",
    "The crews began to sing and tried to march and continued to sing.",
    "The guild refused to believe <i>that the port was closed</i>.",
    "A note came, referring to the statement of the head of the guild.",
]

ALL = [
    *ASIDES,
    *OTHERS_CLAIMS,
    *QUESTIONS,
    *ACTS,
    *GAPS,
    *FIRST_PERSON,
    *CLAUSES,
    *AFTER_AND_AROUND,
    *SOURCES_NAMED,
    *ATTITUDES,
    *MIXED,
    *WHERE_A_REPORT_ENDS,
    *HEADLINES,
    *AUTHORIAL,
]


def test_who_speaks_in_an_interview_is_looked_for_in_its_own_article() -> None:
    text = "Q: Who won?\n\nA: I think that the guild won."
    alone = segment(Batch.of([text])).runs
    for before in ("Nothing.", text):
        runs = segment(Batch.of([before, text])).runs
        voices = runs.voice[runs.start >= Batch.of([before, text]).bases[1]]
        assert voices.tolist() == alone.voice.tolist()


@pytest.mark.parametrize("marked", ALL)
def test_words_have_the_voice_that_the_report_gives_them(marked: str) -> None:
    assert found_voices(plain(marked)) == expected_voices(marked)
