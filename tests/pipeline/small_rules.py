"""A few rules of every kind, in place of the shipped ones, so that tests of the pipeline do not depend on those."""

import shutil
from contextlib import contextmanager

import pytest

from stigmalint.rules.load import load_rules
from stigmalint.rules.locate import shipped_wordlists

RULES = """\
language: en
lists:
  condition: [anxiety, bipolar disorder, depression, psychosis, schizophrenia]
  condition_person:
    schizophrenic/n: schizophrenia
    bulimic/n: bulimia
rules:
  - id: suicide/commit
    severity: error
    match: [commit/v suicide]
    suggest: [die by suicide]
    not_after: [prevention]
    why: It is no crime.
  - id: identity-label/condition
    severity: warning
    match: [{phrase: "{condition_person}", role: noun}]
    suggest: ["person with {condition_person}"]
    why: People are more than an illness.
  - id: identity-label/addict
    severity: warning
    match: [addict/n, alcoholic/n]
    role: noun
    suggest: [person with an addiction]
    why: People are more than an illness.
  - id: derogatory/crazy
    severity: warning
    match: [crazy/adj, psycho/n, junkie/n, nuts, lunatic/n, unstable]
    suggest: [unwell]
    except: [nuts and bolts, crazy paving]
    why: It hurts.
  - id: pity/suffer
    severity: warning
    match: ["suffer/v ,, from {condition}"]
    suggest: ["live with {condition}"]
    why: It pities.
  - id: substance/abuse
    severity: warning
    match: [drug abuse, drug habit, drug abuser/n]
    suggest: [drug use]
    why: It judges.
  - id: trivialising/so-ocd
    severity: warning
    match: [so ocd]
    contexts: {self-description: flag}
    why: An illness is no joke.
  - id: trivialising/mad
    severity: info
    match: [mad dash]
    why: An illness is no joke.
  - id: blaming/attention
    severity: warning
    match: [attention-seeking, lazy, snap/v out of it]
    why: It blames.
"""


@contextmanager
def small_rules(folder, rules=RULES, **options):
    """Load rules from a folder that stands in place of the shipped word lists while the block runs."""
    shipped = shipped_wordlists()
    shutil.copytree(shipped / "profiles", folder / "profiles", dirs_exist_ok=True)
    for profile in (folder / "profiles").glob("*.yml"):
        text = profile.read_text("utf-8").partition("severity:")[0]
        profile.write_text(text, "utf-8")
    (folder / "en").mkdir(exist_ok=True)
    for name in ("contexts.yml", "names.yml"):
        shutil.copy(shipped / "en" / name, folder / "en")
    (folder / "sources.yml").write_text("guide:\n  title: A Guide\n  url: https://example.org/\n", "utf-8")
    (folder / "en" / "rules.yml").write_text(rules, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stigmalint.rules.locate.shipped_wordlists", lambda: folder)
        yield load_rules(**options)
