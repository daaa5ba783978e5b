"""A text in another language has one finding, which says so; in doubt a text is in the expected language."""

import pytest

from stigmalint.documents import read_text
from stigmalint.linter import Linter
from stigmalint.pipeline.documents.language import LEAST_LETTERS, is_foreign
from stigmalint.rules.load import load_rules

OTHERS = {
    "Spanish": """La línea del corazón está abierta todos los días. Si necesitas hablar con alguien, llama al centro o
        pasa por la tarde; no hace falta cita. Muchas personas que han pasado por una depresión dicen que lo
        más difícil fue dar el primer paso, y que después todo fue un poco más fácil.""",
    "French": """Notre ligne d'écoute est ouverte tous les jours. Si vous avez besoin de parler à quelqu'un, appelez
        le centre ou passez dans l'après-midi ; il n'est pas nécessaire de prendre rendez-vous. Beaucoup de
        personnes disent que le plus difficile a été de faire le premier pas.""",
    "German": """Unsere Leitung ist jeden Tag offen. Wenn Sie mit jemandem sprechen möchten, rufen Sie im Zentrum an
        oder kommen Sie am Nachmittag vorbei; einen Termin brauchen Sie nicht. Viele Menschen sagen, dass
        der erste Schritt der schwerste war und dass danach alles ein wenig leichter wurde.""",
    "Portuguese": """A nossa linha está aberta todos os dias. Se precisa de falar com alguém, ligue para o centro ou
        passe à tarde; não é preciso marcação. Muitas pessoas que tiveram uma depressão dizem que o mais
        difícil foi dar o primeiro passo, e que depois tudo foi um pouco mais fácil.""",
    "Italian": """La nostra linea è aperta tutti i giorni. Se hai bisogno di parlare con qualcuno, chiama il centro o
        passa nel pomeriggio; non serve un appuntamento. Molte persone che sono passate per una depressione
        dicono che il passo più difficile è stato il primo.""",
    "Dutch": """Onze lijn is elke dag open. Als je met iemand wilt praten, bel dan het centrum of kom in de middag
        langs; een afspraak is niet nodig. Veel mensen die een depressie hebben gehad zeggen dat de eerste
        stap de moeilijkste was en dat het daarna een beetje lichter werd.""",
    "Welsh": """Mae ein llinell ar agor bob dydd. Os ydych am siarad â rhywun, ffoniwch y ganolfan neu galwch heibio
        yn y prynhawn; nid oes angen apwyntiad. Mae llawer o bobl sydd wedi cael iselder yn dweud mai'r cam
        cyntaf oedd yr un anoddaf, a bod popeth wedi bod ychydig yn haws wedyn.""",
    "Polish": """Nasza linia jest czynna codziennie. Jeśli chcesz z kimś porozmawiać, zadzwoń do ośrodka lub wpadnij
        po południu; nie trzeba się umawiać. Wiele osób, które przeszły depresję, mówi, że najtrudniejszy
        był pierwszy krok, a potem wszystko było już trochę łatwiejsze.""",
    "Russian": """Наша линия открыта каждый день. Если вам нужно с кем-то поговорить, позвоните в центр или зайдите
        после обеда; записываться не нужно. Многие люди, пережившие депрессию, говорят, что самым трудным
        был первый шаг, а потом всё стало немного легче. Чай у нас всегда горячий, а окна выходят в сад.""",
}
ENGLISH = {
    "names": "\n\n".join(f"- Dr Maria de la Cruz {n}, Clínica del Valle, Barcelona" for n in range(9)),
    "drugs": "\n\n".join("| sertraline | 50 mg | fluoxetine | 20 mg | citalopram | lithium |" for _ in range(9)),
    "links": "\n\n".join(f"- [OpenCounseling {n}](https://example.org) – Therapist directory" for n in range(9)),
    "prose": "We meet on Thursdays. Some of us live with depression, and some are here for the soup. " * 4,
    "with a quotation": "She said that it would be all right, and it was, because we had each other and the tea. " * 5
    + OTHERS["Spanish"],
}


def linter():
    return Linter(load_rules(), model=None)


@pytest.mark.parametrize("name", OTHERS)
def test_another_language_is_seen(name):
    assert is_foreign(read_text(OTHERS[name]), "en")


@pytest.mark.parametrize("name", ENGLISH)
def test_english_is_not_another_language(name):
    assert not is_foreign(read_text(ENGLISH[name], format="markdown"), "en")


def test_a_short_text_tells_too_little():
    short = OTHERS["Spanish"][: LEAST_LETTERS // 2]
    assert not is_foreign(read_text(short), "en")


def test_a_declaration_counts_where_the_text_is_short():
    assert is_foreign(read_text("<html lang='es'><p>Hola, ¿qué tal?</p></html>", format="html"), "en")


def test_a_declaration_does_not_count_against_the_text():
    text = f"<html lang='es'><p>{ENGLISH['prose']}</p></html>"
    assert not is_foreign(read_text(text, format="html"), "en")


def test_languages_without_function_words_are_not_judged():
    assert not is_foreign(read_text(OTHERS["Spanish"]), "es")


def test_the_only_finding_says_what_is_expected():
    text = OTHERS["German"] + "\n\nPsycho, junkie, retard.\n"
    [finding] = linter().lint(read_text(text, format="markdown"))
    assert (finding.rule, finding.severity, finding.line) == ("document/language", "info", 1)
    assert "English" in finding.why


def test_it_can_be_switched_off():
    rules = load_rules(severities={"document/language": "off"})
    text = OTHERS["German"] + "\n\nThe psycho next door.\n"
    found = {finding.category for finding in Linter(rules, model=None).lint(read_text(text, format="markdown"))}
    assert found == {"derogatory"}
