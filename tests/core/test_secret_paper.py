"""What a secret paper says, byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.ballot import Choice
from thidua.core.secret_paper import (
    CastPaper,
    SecretVote,
    Unreadable,
    canonical,
    code_of,
    decode,
    encode,
    fits,
    new_code,
    read_urn,
    write_urn,
    written_code,
)

CODE = "7K3M-Q2ZP-0VXR-9D4T"
CODES = st.integers(0, 2**80 - 1).map(written_code)
VOTES = st.builds(
    SecretVote,
    CODES,
    choices=st.dictionaries(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), st.sampled_from(Choice)),
) | st.builds(
    SecretVote,
    CODES,
    order=st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), unique=True).map(tuple),
)


def test_a_message_is_written_as_the_document_says():
    vote = SecretVote(CODE, choices={"so-b": Choice.DISAGREE, "so-a": Choice.AGREE})
    assert encode("ab12", vote) == (
        b'{"ballot":"ab12","choices":{"so-a":"agree","so-b":"disagree"},"code":"7K3M-Q2ZP-0VXR-9D4T"}'
    )
    assert encode("ab12", SecretVote(CODE, order=("so-b", "so-a"))) == (
        b'{"ballot":"ab12","code":"7K3M-Q2ZP-0VXR-9D4T","order":["so-b","so-a"]}'
    )


@given(VOTES)
def test_what_is_written_is_read_again(vote):
    assert decode(encode("ab12", vote), "ab12") == vote


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"ballot":"ab12"}',
        b'{"ballot":"ab12","choices":{},"code":"7K3M"}',
        b'{"ballot":"ab12","choices":{},"code":"7K3M-Q2ZP-0VXR-9D4U"}',  # U is no letter of a code
        b'{"ballot":"ab12","choices":{"a":"maybe"},"code":"7K3M-Q2ZP-0VXR-9D4T"}',
        b'{"ballot":"ab12","choices":[],"code":"7K3M-Q2ZP-0VXR-9D4T"}',
        b'{"ballot":"ab12","code":"7K3M-Q2ZP-0VXR-9D4T","order":["a","a"]}',
        b'{"ballot":"ab12","code":"7K3M-Q2ZP-0VXR-9D4T","order":[1]}',
        b'{"ballot": "ab12","choices":{},"code":"7K3M-Q2ZP-0VXR-9D4T"}',  # a space
        b'{"code":"7K3M-Q2ZP-0VXR-9D4T","ballot":"ab12","choices":{}}',  # unsorted
        b'{"ballot":"x","ballot":"ab12","choices":{},"code":"7K3M-Q2ZP-0VXR-9D4T"}',  # twice
        b'{"ballot":"ab12","choices":{},"code":"7K3M-Q2ZP-0VXR-9D4T","voter":"so-a"}',
        b'{"ballot":"\\ud800","choices":{},"code":"7K3M-Q2ZP-0VXR-9D4T"}',
        b"[" * 100_000,
        '{"ballot":"ab12","choices":{"e\u0302":"agree"},"code":"7K3M-Q2ZP-0VXR-9D4T"}'.encode(),
    ],
)
def test_anything_else_is_no_paper(message):
    with pytest.raises(Unreadable):
        decode(message, "ab12")


def test_a_paper_of_another_ballot_is_no_paper():
    message = encode("ab12", SecretVote(CODE, choices={}))
    assert decode(message)
    with pytest.raises(Unreadable):
        decode(message, "cd34")


@given(st.lists(VOTES, max_size=5), st.randoms())
def test_an_urn_s_text_does_not_depend_on_the_order_papers_came_in(votes, random):
    papers = [CastPaper(encode("ab12", vote), b"\1" * 32, b"\2" * 256) for vote in votes]
    text = write_urn(papers)
    random.shuffle(papers)
    assert write_urn(papers) == text
    assert sorted(read_urn(text), key=repr) == sorted(papers, key=repr)
    assert [code_of(paper) for paper in read_urn(text)] == sorted(vote.code for vote in votes)


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '[{"message":"x"}]', '[{"message":"x","prefix":"zz","signature":""}]']
)
def test_a_text_that_is_no_urn_is_refused(text):
    with pytest.raises(ValueError):
        read_urn(text)


def test_codes_are_sixteen_letters_that_are_not_misread():
    assert written_code(0) == "0000-0000-0000-0000"
    assert written_code(2**80 - 1) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert len({new_code() for _ in range(50)}) == 50
    assert not set("ILOU") & set("".join(new_code() for _ in range(50)))


def test_a_paper_answers_for_exactly_the_candidates():
    answered = SecretVote(CODE, choices={"a": Choice.AGREE})
    assert fits(answered, ["a"], ordered=False)
    assert not fits(answered, ["a", "b"], ordered=False)
    assert not fits(answered, ["a"], ordered=True)
    assert fits(SecretVote(CODE, order=("b", "a")), ["a", "b"], ordered=True)
    assert fits(SecretVote(CODE, order=()), ["a", "b"], ordered=True)  # blank
    assert not fits(SecretVote(CODE, order=("b",)), ["a", "b"], ordered=True)


def test_canonical_text_is_composed():
    assert canonical({"b": "e\u0302", "a": 1}) == '{"a":1,"b":"ê"}'.encode()
