"""Prints how well personal data is detected: ``python -m tests.backstage_qa.personal_data``."""

import sys

from .labelled import LANGUAGES, score, sentences

for language in LANGUAGES:
    sample = sentences(language)
    recall, precision, mistakes = score(sample)
    sys.stdout.write(
        f"{language}: {len(sample)} sentences, recall {recall:.1%}, precision {precision:.1%}\n"
    )
    sys.stdout.writelines(f"  {mistake}\n" for mistake in mistakes)
