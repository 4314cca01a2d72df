"""Word lists that give weak labels: types of cue, titles, nationalities.

They are used in training only, where no gold exists; the model generalises from context.
"""
from __future__ import annotations

_REPORTING = """say tell ask announce state declare claim argue add note write tweet report explain insist warn reply
respond respond answer mention remark comment assert allege acknowledge admit concede confirm deny describe call
suggest tweet post publish release speak talk discuss testify urge demand request promise pledge vow threaten accuse
blame criticize criticise condemn denounce praise reject dismiss joke quip boast brag shout yell repeat reiterate
stress emphasize emphasise point propose recommend advise predict forecast disclose reveal inform brief lament complain
contend maintain swear quote cite address caution counter rebut retort interject proclaim profess charge mock
ridicule slam blast attack hail thank congratulate apologize apologise invite appeal propose offer beg plead chant
signal hint imply indicate label dub characterize characterise question challenge refer observe conclude continue
conclude begin email elaborate clarify argue outline detail decline refuse tout defend assure express order remind identify estimate echo decry
highlight list retweet learn portray complain hail encourage""".split()
_ATTITUDE = """think believe want hope feel know expect fear worry wish like love hate support oppose favor favour
prefer consider doubt agree disagree plan intend aim seek see view regard trust understand realize realise suspect
remember recall recognize recognise desire need dislike admire respect accept endorse back approve disapprove resent
regret care decide choose determine assume guess imagine anticipate hate concern convince embrace resist
wonder distrust mistrust reckon deem welcome appreciate await dream yearn ponder strive mull weigh""".split()
_OTHER = """seem appear look sound show find demonstrate prove require allow mandate prohibit ban mean give make suggest reflect
represent rule decree specify stipulate contain include read prescribe poll survey evidence result sign""".split()
_REPORTING_FORMS = """said told wrote spoke spoken written put according statement statements comment comments remark
remarks claim claims announcement speech interview tweet tweets report reports reported promise promises call calls
demand demands question questions accusation accusations allegation allegations criticism argument arguments message
proposal threat threats warning warnings request denial ":" asked says saying reportedly swore sworn sang spoke""".split()
_ATTITUDE_FORMS = """thought believed belief beliefs felt knew known saw seen chose chosen opinion opinions view views
hopes fears desire support supporter supporters opposition opponent opponents backers fan fans plan plans effort
efforts concern concerns concerned afraid worried confident convinced sure certain willing unwilling eager happy
angry interested committed doubts expectation expectations understood meant sought preference intention attitude
glad proud optimistic skeptical sceptical hopeful undecided opposed ready""".split()
_OTHER_FORMS = "shown showed shows found polls poll survey law bill act rule rules evidence study signs".split()


def _forms(verbs: list[str]) -> set[str]:
    out: set[str] = set()
    for v in verbs:
        out |= {v, v + "s", v + "es", v + "ed", v + "ing"}
        if v.endswith("e"):
            out |= {v + "d", v[:-1] + "ing"}
        if v.endswith("y"):
            out |= {v[:-1] + "ied", v[:-1] + "ies"}
        out |= {v + v[-1] + "ed", v + v[-1] + "ing"}
    return out


REPORTING = _forms(_REPORTING) | set(_REPORTING_FORMS) | {":"}
ATTITUDE = _forms(_ATTITUDE) | set(_ATTITUDE_FORMS)
OTHER = _forms(_OTHER) | set(_OTHER_FORMS)


def cue_type(words: list[str]) -> int:
    """0 reporting, 1 attitude, 2 other, -100 unknown; the last known word decides."""
    for w in reversed([w.lower() for w in words]):
        for kind, known in enumerate((REPORTING, ATTITUDE, OTHER)):
            if w in known:
                return kind
    return -100


TITLE_NOUNS = set("""president senator sen gov governor rep representative congressman congresswoman minister
secretary chairman chairwoman chair chairperson spokesman spokeswoman spokesperson mayor ambassador envoy general
chancellor premier king queen prince princess emperor sheikh sultan emir director commissioner judge justice attorney
lawyer prosecutor sheriff chief commander colonel captain major admiral lieutenant sergeant officer ceo cfo coo
founder professor dr mr mrs ms doctor reverend rev pope bishop archbishop cardinal pastor imam rabbi ayatollah
strategist adviser advisor analyst pollster aide negotiator mediator diplomat nominee candidate delegate speaker
leader whip deputy undersecretary lawmaker legislator councilman councilwoman treasurer comptroller superintendent
editor columnist reporter journalist correspondent host anchor author writer historian economist coach manager owner
billionaire businessman mogul magnate tycoon executive owner veteran activist baroness lord lady sir dame""".split())
NOT_TITLES = set("major general executive justice chair chief host officer delegate leader".split())   # unless upper case
TITLE_MODIFIERS = set("""former ex vice deputy prime foreign defense defence interior finance assistant associate
acting first second executive managing attorney press campaign national security secretary state general special
senior chief communications political policy legal economic supreme opposition majority minority house senate
presidential gubernatorial vice-presidential presumptive major democratic republican party federal permanent
chargé founding co chief trade prime lead head honorary retired then longtime top vice editor""".split())

_PLACES = """afghan albanian algerian american angolan argentine argentinian armenian australian austrian azerbaijani
bahraini bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian burmese cambodian canadian
chadian chechen chilean chinese colombian congolese croatian cuban cypriot czech danish dutch ecuadorian egyptian
emirati english eritrean estonian ethiopian european filipino finnish french georgian german ghanaian greek
guatemalan haitian honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian
jamaican japanese jordanian kazakh kenyan korean kosovar kuwaiti kurdish kyrgyz laotian latvian lebanese liberian
libyan lithuanian macedonian malaysian maltese mexican moldovan mongolian montenegrin moroccan mozambican namibian
nepalese nicaraguan nigerian norwegian omani pakistani palestinian panamanian paraguayan persian peruvian polish
portuguese qatari romanian russian rwandan salvadoran saudi scottish senegalese serbian singaporean slovak slovenian
somali soviet spanish sudanese swedish swiss syrian taiwanese tajik tanzanian thai tibetan tunisian turkish turkmen
ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean african asian arab western
latino latina hispanic caucasian texan californian""".split()
_SIDES = """republican democrat democratic liberal conservative libertarian labour tory socialist communist islamist
muslim christian jewish catholic protestant evangelical mormon sunni shiite shia hindu buddhist houthi nazi zionist
marxist maoist""".split()
NATIONALITIES = {w for n in _PLACES + _SIDES for w in (n, n + "s")}
