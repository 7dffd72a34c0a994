"""Folders in which one thing is wrong: what is written instead, and where and why it must be refused."""

from __future__ import annotations

from typing import NamedTuple


class Wrong(NamedTuple):
    """One file in place of the right one, and the problem: line, column, and how its reason begins."""

    file: str
    text: str | bytes
    line: int | None
    column: str | None
    why: str


FILES = (
    Wrong("wards.csv", "", None, None, "the file is empty"),
    Wrong("wards.csv", "code,nmae\nmill,Mill\n", 1, "nmae", "there is no such column"),
    Wrong("wards.csv", "code,name,\nmill,Mill,\n", 1, None, "a column has no name"),
    Wrong("wards.csv", "code;name\nmill;Mill\n", 1, "code;name", "the columns are parted by semicolons"),
    Wrong("wards.csv", "code\nmill\n", 1, "name", "the column is missing"),
    Wrong("wards.csv", "code,name,name\nmill,Mill,Mill\n", 1, "name", "the column name is there twice"),
    Wrong("wards.csv", "code,name\nmill,Mill\n\nmill,Old\n", 4, "code", "the code 'mill' is used already, on line 2"),
    Wrong("wards.csv", "code,name\nmill,Mill,\n", 2, None, "the row has 3 cells, the first line 2"),
    Wrong("wards.csv", 'code,name\nmill,"Mi"ll\n', 2, None, "the row cannot be read"),
    Wrong("wards.csv", 'code,name\nmill,Mill\nold,"Old\n', 3, None, "the row cannot be read"),
    Wrong("wards.csv", b"code,name\nmill,Mill\nold,\xa3\n", 3, None, "the file is not written in UTF-8: the byte 0xa3"),
    Wrong("wards.csv", "code,name\nmill,Mill\n".encode("utf-16"), 1, None, "the file is written in UTF-16"),
    Wrong("wards.csv", "code,name\rmill,Mill\r", 1, None, "a line ends as on very old machines"),
    Wrong("wards.csv", "code,name\nmill," + "x" * 200_000 + "\n", 2, None, "the row cannot be read (field larger"),
    Wrong("wards.csv", b"x" * 32_000_001, None, None, "the file has 32,000,001 bytes"),
    Wrong("wards.csv", "code,name\n" + "m,M\n" * 100_001, 100_002, None, "the file has more than 100,000 rows"),
    Wrong("wrads.csv", "code,name\n", None, None, "no file of this name is imported"),
)
"""What can be wrong with a file as such."""

CELLS = (
    Wrong("wards.csv", "code,name\nmill,Mi\x00ll\n", 2, "name", "it holds the forbidden character U+0000"),
    Wrong("wards.csv", "code,name\nmill,Mi\u202ell\n", 2, "name", "it holds the forbidden character U+202E"),
    Wrong("wards.csv", "code,name\nmill,\n", 2, "name", "nothing is written there"),
    Wrong("wards.csv", "code,name\nmill, \n", 2, "name", "it is blank, or more than one line"),
    Wrong("wards.csv", 'code,name\nmill,"M\nM"\n', 2, "name", "it is blank, or more than one line"),
    Wrong("wards.csv", f"code,name\nmill,{'M' * 301}\n", 2, "name", "it is 301 characters long"),
    Wrong("wards.csv", "code,name\nmill,M\n o,O\n", 3, "code", "the code begins or ends with a space"),
    Wrong("closures.csv", "code,shut_on\nc,24/12/2026\n", 2, "shut_on", "'24/12/2026' is not a day"),
    Wrong("closures.csv", "code,shut_on\nc,2026-02-30\n", 2, "shut_on", "'2026-02-30' is not a day"),
    Wrong(
        "meetings.csv", "code,body,meeting_at\nt1,planning,2026-11-25T18:30\n", 2, "meeting_at", "'2026-11-25T18:30'"
    ),
    Wrong("council.csv", "code,name\nnorth,N\n", 2, "code", "'north' is another code than the council's"),
    Wrong("bodies.csv", "code,name,type\nplanning,P,comittee\n", 2, "type", "'comittee' is not one of its words"),
    Wrong(
        "governance.csv",
        "code,from_on,executive_arrangements\ng,2020-05-01,yes\n",
        2,
        "executive_arrangements",
        "'yes'",
    ),
    Wrong("packs.csv", "code,pack,from_on\nk,Wyre Mouth,2024-05-01\n", 2, "pack", "'Wyre Mouth' is no id"),
    Wrong(
        "packs.csv", "code,pack,from_on\nk,wiremouth,2024-05-01\n", 2, "pack", "the program has no protocol wiremouth"
    ),
    Wrong("documents.csv", "code,title\nThe mill,M\n", 2, "code", "'The mill' cannot be the short name of a document"),
    Wrong("documents.csv", "code,title,page_count\nmill,M,08\nnote,N,\n", 2, "page_count", "'08' is no such number"),
    Wrong("passages.csv", "code,document,pages\nopen,mill,5 to 6\nshut,mill,\n", 2, "pages", "'5 to 6' names no pages"),
    Wrong(
        "passages.csv", "code,document,contains\nshut,mill,legal\n", 2, "contains", "'legal' is not one of its words"
    ),
    Wrong(
        "memberships.csv",
        "code,person,body,role,from_on,for_meetings_on\nm,ada,planning,substitute,2024-01-01,2026-11-25;2026-11-25\n",
        2,
        "for_meetings_on",
        "'2026-11-25' is in the list twice",
    ),
    Wrong(
        "findings.csv", "level,subject,fact,value\npassage,passage:shut,no,true\n", 2, "fact", "there is no such fact"
    ),
    Wrong(
        "findings.csv", "level,subject,fact,value\ndocument,document:mill,council_document,x\n", 2, "value", "'x' is no"
    ),
    Wrong(
        "findings.csv",
        "level,subject,fact,value\ndocument,person:ada,council_document,true\n",
        2,
        "subject",
        "a finding",
    ),
)
"""What can be wrong with one cell."""

ROWS = (
    Wrong("offices.csv", "code,person,kind\no,eve,councillor\n", 2, "person", "there is no person of the code 'eve'"),
    Wrong(
        "cabinet.csv",
        "code,person,from_on,to_on\nc,ada,2024-05-10,2024-05-09\n",
        2,
        "to_on",
        "it ends before it begins",
    ),
    Wrong(
        "absences.csv",
        "code,person,from_at,to_at\nx,bo,2026-08-01T00:00:00+01:00,2026-07-31T23:00:00Z\n",
        2,
        "to_at",
        "it does not end after it begins",
    ),
    Wrong(
        "links.csv",
        "code,document,item,decision\nl,mill,i1,d1\n",
        2,
        "item",
        "a link is to one item or to one decision",
    ),
    Wrong("ties.csv", "code,person,kind,from_on\nt,bo,family,2024-04-01\n", 2, "to_person", "a tie is with one person"),
    Wrong(
        "passages.csv",
        "code,document,citation\nshut,mill,An Act\n",
        2,
        "basis",
        "there is a citation without its basis",
    ),
    Wrong("paragraphs.csv", "code,passage,number,by\nz,shut,3,director\n", 2, "result", "the balance has particulars"),
    Wrong("paragraphs.csv", "code,passage,number\nz,shut,8\n", 2, "number", "'8' is no such number"),
    Wrong("paragraphs.csv", "code,passage,number\nz,shut,3\ny,shut,3\n", 3, "number", "this paragraph is claimed"),
    Wrong("closures.csv", "code,shut_on\nc,2026-12-24\nd,2026-12-24\n", 3, "shut_on", "this day is written already"),
    Wrong(
        "findings.csv",
        "level,subject,fact,value\n"
        "document,document:mill,council_document,true\ndocument,document:mill,council_document,false\n",
        3,
        "fact",
        "this fact is told of the same thing on line 2",
    ),
    Wrong("items.csv", "code,body,meeting\ni1,scrutiny,t1\n", 2, "meeting", "it is a meeting of another body"),
    Wrong("documents.csv", "code,title,file\nmill,M,\nnote,N,x.pdf\n", 3, "file", "'x.pdf': there is no such file"),
    Wrong("documents.csv", "code,title,file\nmill,M,../x.pdf\nnote,N,\n", 2, "file", "'../x.pdf': the name leads out"),
    Wrong("documents.csv", "code,title,file\nmill,M,wards.csv\nnote,N,\n", 2, "file", "'wards.csv': it is no PDF"),
)
"""What can be wrong with one row, or between two."""

CASES = (
    Wrong(
        "passages.csv",
        "code,document,pages\nopen,mill,1-5\nshut,mill,6-9\n",
        3,
        "pages",
        "page 9 is beyond the last, 8",
    ),
    Wrong("passages.csv", "code,document,pages\nopen,mill,\nshut,mill,6-5\n", 3, "pages", "page 5 is before page 6"),
    Wrong(
        "passages.csv",
        "code,document,basis,citation\nshut,mill,enactment,Data Protection Act 2018\n",
        2,
        "citation",
        "data protection law is not on the list",
    ),
    Wrong(
        "passages.csv",
        "code,document,negotiation_opened_on,negotiation_accepted\nshut,mill,2026-01-01,true\n",
        2,
        "negotiation_accepted",
        "nothing is agreed or lost before the end",
    ),
    Wrong(
        "meetings.csv",
        "code,body,meeting_at,ended_at\nt1,planning,2026-11-25T18:30:00Z,2026-11-25T18:00:00Z\n",
        2,
        "ended_at",
        "it ended before it began",
    ),
    Wrong(
        "decisions.csv",
        "code,decider,type,decided_on,decision_expected\nd1,D,officer,2026-10-01,true\n",
        2,
        "decision_expected",
        "the decision has been made",
    ),
    Wrong(
        "offices.csv",
        "code,person,kind,accepted_office_on,ended_on\no,ada,councillor,2023-05-09,2023-05-08\n",
        2,
        "ended_on",
        "it is before accepted_office_on",
    ),
    Wrong(
        "political_posts.csv",
        "code,person,post,from_on\nq,ada,opposition_spokesperson,2024-05-11\n",
        2,
        "subject",
        "an opposition spokesperson, and nobody else, has one",
    ),
    Wrong(
        "governance.csv",
        "code,from_on,to_on,executive_arrangements\ng,2020-05-01,2022-05-01,true\nh,2022-05-01,,false\n",
        3,
        None,
        "it shares a day with governance[0]",
    ),
)
"""What the rules of case files refuse of several rows together."""
