"""What the peers share: members of a tar, and a filing out of ownership XML by lxml."""
import tarfile
from multiprocessing import Pool

from lxml import etree

GROUP = 500


def documents(path):
    """The bytes of each file in a tar, in groups."""
    group = []
    with tarfile.open(path, "r|") as tar:
        for member in tar:
            if not member.isfile():
                continue
            group.append((member.name, tar.extractfile(member).read()))
            if len(group) == GROUP:
                yield group
                group = []
    if group:
        yield group


def text(root, path):
    return [e.text.strip() for e in root.iterfind(path) if e.text and e.text.strip()]


def parsed(group):
    """For each document what a search needs: key, form, day, issuer, owners, all text, and the bytes to show."""
    filings = []
    for name, data in group:
        root = etree.fromstring(data)
        key = name.rsplit("/", 1)[-1].split(".")[0]
        form = text(root, "documentType")
        day = text(root, "periodOfReport")
        issuer = text(root, "issuer/issuerName")
        owners = text(root, "reportingOwner/reportingOwnerId/rptOwnerName")
        words = [t.strip() for t in root.itertext() if t and t.strip()]
        filings.append((key, "".join(form), "".join(day), "\n".join(issuer), "\n".join(owners), "\n".join(words),
                        data.decode("utf-8", "replace")))
    return filings


def filings(path, cores):
    """Groups of filings, parsed by as many processes as there are cores."""
    if cores == 1:
        for group in documents(path):
            yield parsed(group)
        return
    with Pool(cores) as pool:
        yield from pool.imap_unordered(parsed, documents(path))
