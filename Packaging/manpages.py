#!/usr/bin/env python3
"""Writes man pages from what the program tells about itself: filings.1, and one for each command.

    filings --experimental-dump-help | Packaging/manpages.py FOLDER
"""

import json
import os
import re
import sys
import time

# The day of the last change, so that the same sources give the same pages.
DATE = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "1795860000"))))


def escaped(text):
    """Text as roff takes it."""
    text = (text or "").replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def name(argument):
    """How an option is typed, its short form first."""
    value = argument.get("valueName") or ""
    if argument["kind"] == "positional":
        shown = f"<{value}>" + ("..." if argument.get("isRepeating") else "")
        return shown if not argument.get("isOptional") else f"[{shown}]"
    names = sorted(("-" if n["kind"] != "long" else "--") + n["name"] for n in argument.get("names", []))
    names.sort(key=len)
    shown = ", ".join(names)
    return shown + (f" <{value}>" if argument["kind"] == "option" else "")


def page(command, parents, version):
    """The page of a command, and the pages of those below it."""
    path = parents + [command["commandName"]]
    title = "-".join(path)
    lines = [
        f'.TH {title.upper()} 1 "{DATE}" "filings {version}" "User Commands"', ".SH NAME",
        f"{escaped(title)} \\- {escaped((command.get('abstract') or '').rstrip('.'))}", ".SH SYNOPSIS",
    ]
    arguments = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    typed = " ".join(path)
    positional = " ".join(name(a) for a in arguments if a["kind"] == "positional")
    below = [c for c in command.get("subcommands", []) if c["commandName"] != "help"]
    rest = "<command>" if below else positional
    lines.append(f".B {escaped(typed)}\n[options] {escaped(rest)}")
    discussion = command.get("discussion")
    if discussion:
        lines.append(".SH DESCRIPTION")
        paragraphs = [escaped(" ".join(paragraph.split())) for paragraph in re.split(r"\n\s*\n", discussion)]
        lines.append("\n.PP\n".join(paragraphs))
    if arguments:
        lines.append(".SH OPTIONS")
        for argument in arguments:
            text = " ".join(filter(None, [argument.get("abstract"), argument.get("discussion")]))
            lines += [".TP", f".B {escaped(name(argument))}", escaped(" ".join(text.split()) or "\\&")]
    if below:
        lines.append(".SH COMMANDS")
        for child in below:
            lines += [".TP", f".BR {escaped(title)}\\-{escaped(child['commandName'])} (1)",
                      escaped(child.get("abstract") or "")]
    lines += [
        ".SH ENVIRONMENT", ".TP", ".B FILINGS_INDEX", "the index directory, unless \\-\\-index names one.", ".TP",
        ".BR NO_COLOR ", "no colours, as in any program.",
        ".SH EXIT STATUS", "0 found or done; 1 nothing found; 2 some inputs were rejected; 64 wrong command line; "
        "65 damaged index; 66 no such index or input; 69 no place to serve at; 74 the disk refused; 75 try later.",
    ]
    if parents:
        lines += [".SH SEE ALSO", f".BR {escaped(parents[0])} (1)"]
    pages = [(title, "\n".join(lines) + "\n")]
    for child in below:
        pages += page(child, path, version)
    return pages


def main():
    folder = sys.argv[1]
    told = json.load(sys.stdin)
    version = os.environ.get("VERSION", "")
    os.makedirs(folder, exist_ok=True)
    for title, text in page(told["command"], [], version):
        with open(os.path.join(folder, title + ".1"), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()
