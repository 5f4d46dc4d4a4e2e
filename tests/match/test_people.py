from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.match.people import holders
from senreport_check.model import Block, BlockKind
from senreport_check.text import plain


def named(*blocks: Block | str) -> list[str]:
    made = [block if isinstance(block, Block) else Block(BlockKind.PARAGRAPH, block) for block in blocks]
    return [holder.name for holder in holders(made, [plain(block.text) for block in made])]


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Our SENCO is Mrs J. Ashdown.", "Mrs J. Ashdown"),
        ("Our SENDCo, Lynn Hallow, is in school every day.", "Lynn Hallow"),
        ("SENDCO: Ms Odette Vane-Fry", "Ms Odette Vane-Fry"),
        ("SENCo – Mr D van der Berg", "Mr D van der Berg"),
        ("Mr Piers O'Shea (SENCO) and Mrs Bly (ELSA) run the club.", "Mr Piers O'Shea"),
        ("Mrs Tolley – SENCO; Mrs Vane – HLTA; Mr Dunn – LSA", "Mrs Tolley"),
        ("Head: Mrs L. Marsh. SENCO: Mr P. Dale. Chair of Governors: Mrs I. Coe.", "Mr P. Dale"),
        ("Assistant Head and SENCO Miss V Chowdhury; Business Manager Mrs Y Stubbs", "Miss V Chowdhury"),
        ("I am Carys Whitelaw and I have been the SENCO since 2018.", "Carys Whitelaw"),
        ("I'm Dilys Grange. What you need to know is that I'm the SENCO here.", "Dilys Grange"),
        ("The Special Educational Needs and Disabilities Co-ordinator is Dr Samira Holt.", "Dr Samira Holt"),
        ("The post of SENDCo is held by Dr Philippa Marwood, who also teaches Latin.", "Dr Philippa Marwood"),
        ("The SENCO (currently Mrs J Threlfall) keeps the register.", "Mrs J Threlfall"),
        ("The academy's SENDCo, appointed by the Trust in 2022, is Ms Fitzalan-Howe.", "Ms Fitzalan-Howe"),
        ("Miss Ellwood has taken over from Mrs Crane as SENDCo.", "Miss Ellwood"),
        ("From 1 January Ms Catrin Bowen replaces Mr Deeks as our SENDCo.", "Ms Catrin Bowen"),
        ("Mrs Lorna Peth is our Inclusion Lead and does the job of SENCO.", "Mrs Lorna Peth"),
        ("Mrs Shabnam Iqbal has no class. She is the school's SENCO.", "Mrs Shabnam Iqbal"),
        ("The Additional Needs Leader, Mrs Wray, is happy to meet you.", "Mrs Wray"),
        ("Inclusion Manager: Mrs Dee Orchard", "Mrs Dee Orchard"),
        ("Head of Learning Support – Ms Catriona Bligh BA", "Ms Catriona Bligh"),
        ("Person responsible for SEN: Mrs M Okafor", "Mrs M Okafor"),
        ("Farida in Ladybirds is our SENCO.", "Farida"),
        ("MRS J SMYTHE - SENCO", "MRS J SMYTHE"),
        ("Yours sincerely\nMrs Theodora Finch\nSENDCo", "Mrs Theodora Finch"),
        ("pls ask our senco, mrs eastwood, at the gate", "mrs eastwood"),
    ],
)
def test_one_name(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Miss Rowntree is our Assistant SENCO and runs the Lego group.",
        "Mr Haigh, deputy SENDCo, keeps the register of access arrangements.",
        "Mr Harold Beamish, SEN governor, visits once a term.",
        "Mr Zielinski, educational psychologist, meets the SENCO each term.",
        "Mrs Cheryl Tate was our primary SENDCo until Easter 2021.",
        "Our former SENCO, Mrs Dalby, has been made head of another school.",
        "Their SENCO at the secondary, Ms Rigby, comes to meet our leavers.",
        "Our SENCO is [insert name].",
        "SENCO: _____________________",
        "SENCO: post vacant, interviews in June",
        "Our SENCO is an experienced teacher who has been here for ten years.",
        "The SENCO meets the Headteacher, Mrs Marsh, each week.",
        "Mrs Marsh invites the new school's SENCO to the review.",
        "The SENCO administrator is Mrs Gill Pask.",
        "SENCO at Pebble Brook: to be confirmed",
        "SENDCo network meetings are hosted by Mr Bell.",
    ],
)
def test_nobody(text: str) -> None:
    assert named(text) == []


def test_shared_posts() -> None:
    assert named("Our SENCOs are Mrs Hart and Mr Sand.") == ["Mrs Hart", "Mr Sand"]
    assert named("Key Stage 1 SENCO: Mrs Jarrold. Key Stage 2 SENCO: Mrs Sweet.") == [
        "Mrs Jarrold",
        "Mrs Sweet",
    ]
    assert named("Mrs Hart and Mr Sand are our SENCOs.") == ["Mrs Hart", "Mr Sand"]


def test_the_post_itself_silences_other_titles() -> None:
    assert named("Inclusion Manager: Mr Bell.", "Our SENCO is Mrs Hart.") == ["Mrs Hart"]


def test_the_fullest_form_of_one_name_is_given() -> None:
    assert named("Ask Mrs Hart (SENCO).", "Mrs Lucy Hart is our SENCO.") == ["Mrs Lucy Hart"]
    assert named("The SENCO is Mr Abara.", "Mr T. Abara teaches Year 8.") == ["Mr T. Abara"]


def test_a_heading_or_left_cell_asks_and_the_text_answers() -> None:
    assert named(heading("Who is the SENCo?"), "Fatima Begum-Hughes. She is on the door.") == ["Fatima Begum-Hughes"]
    assert named(Block.row(("Who is the SENCO?", "That is Mr Fenwick."))) == ["Mr Fenwick"]
    assert named(heading("SENCO"), "Mrs Marsh is the headteacher.") == []


def test_lists_of_staff_read_either_way() -> None:
    lines = ["Mrs A Marsh", "Headteacher", "Mr B Dale", "SENCO", "Mrs C Bly", "ELSA"]
    assert named(*lines) == ["Mr B Dale"]
    assert named(*(lines[place ^ 1] for place in range(6))) == ["Mr B Dale"]
    assert named(Block.row(("SENCO", "Mr B Dale", "01632 960114"))) == ["Mr B Dale"]


def test_schools_are_no_people() -> None:
    assert named("The SENCO at Larch Hill Primary School is in on Mondays.") == []


@given(
    st.lists(
        st.sampled_from(["SENCO", "Mrs Hart", ",", "is", "our", "(", ")", ".", "\n", "and", "assistant"]),
        max_size=30,
    )
)
def test_any_order_of_words_is_survived(pieces: list[str]) -> None:
    assert set(named(" ".join(pieces))) <= {"Mrs Hart"}


def test_a_table_with_column_headings() -> None:
    head = Block.row(("School SENCO", "Headteacher", "SEN Governor"))
    assert named(head, Block.row(("Mrs L Hart", "Mr A Dale", "Mrs B Coe"))) == ["Mrs L Hart"]


def test_somebody_beside_the_senco_is_not_the_senco() -> None:
    assert named("The SENDCo and Mrs Hart, our family worker, will meet you.") == []
    assert named("SENDCo, class teacher Mrs Hart and TA Mr Pike attend.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Our SENCO is Priya.", "Priya"),
        ("SENCO: Priya", "Priya"),
        ("Priya (SENCO) will meet you.", "Priya"),
        ("SENCO: Mrs Agnieszka Wójcik", "Mrs Agnieszka Wójcik"),
        ("I'm Joanna Frith and I became SENCO in September, taking over from Mrs Pole.", "Joanna Frith"),
        ("I took over as SENCO from Mrs Pole in September. Joanna Frith", "Joanna Frith"),
        ("I'm Joanna Frith, the new SENCO. Mrs Pole, our SENCO for twelve years, retired.", "Joanna Frith"),
        ("The Trust SENDCo is Dr Bell. The SENDCo at Larch Hill is Mrs Hart.", "Mrs Hart"),
        ("The school employs Mrs Hart as its SENDCo for three days a week.", "Mrs Hart"),
        ("As SENDCo, Mrs Hart oversees provision.", "Mrs Hart"),
        ("The SENCO, the teacher who organises extra help, is Mrs Hart.", "Mrs Hart"),
        ("The SENCO - the person who plans the help - is Mrs Hart.", "Mrs Hart"),
        ("A SENCO is a special needs co-ordinator. Ours is Mrs Hart.", "Mrs Hart"),
        ("Mrs Hart, who teaches Year 3 in the mornings, is our very experienced SENCO.", "Mrs Hart"),
    ],
)
def test_first_names_successors_and_trusts(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two of us share it: Mel Sturt Mon–Wed and Jo Pinner Wed–Fri. Either SENDCo can help.", 2),
        ("Mrs Hart, Nursery teacher, wears a second hat as SENCO.", 1),
        ("Mrs Hart left the school as SENCO.", 0),
        ("The governor responsible for SEN is Mrs Hart.", 0),
        ("Acting SENCO until July: Mrs Hart. Mrs Peel, SENCO, is on maternity leave.", 1),
        ("Last year our SENCO was Mrs Peel. From September 2023 it is Mrs Hart.", 1),
        ("Mrs Hart is the SENCO's deputy.", 0),
        ("Responsibility for SEN rests with Mrs Hart.", 1),
        ("Hello. I'm Sunita, SENCO at Little Larks.", 1),
        ("SENDCO: vacant. Jonah is covering until Easter.", 1),
        ("Our SENCO, Mrs Hart, retired at Easter.", 0),
    ],
)
def test_who_holds_the_post_now(text: str, found: int) -> None:
    assert len(named(text)) == found


def test_a_heading_for_several_is_answered_by_the_lines_below() -> None:
    assert named(heading("SENCOs"), "Miss Voss (Lower School)", "Mrs Rao (Upper School)") == ["Miss Voss", "Mrs Rao"]
    assert named(heading("What does the SENCO do?"), "A SENCO plans help. Mrs Hart also teaches Year 4.") == [
        "Mrs Hart"
    ]
    assert named(heading("What does the SENCO do?"), "A SENCO plans help. Mrs Hart is the headteacher.") == []


def test_the_writer_signs_below() -> None:
    letter = ("I have been the SENCO here for six years. Before that I taught abroad.", "Any worries, ring me.")
    assert named(*letter, "Mrs Sal Yardley") == ["Mrs Sal Yardley"]
    assert named(*letter, "Mrs Sal Yardley is the head.") == []
    assert named("The SENCO has been here for six years.", "Mrs Sal Yardley") == []
