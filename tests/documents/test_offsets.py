import pytest

from stigmalint.documents.offsets import code_points


@pytest.mark.parametrize(
    "text",
    ["", "abc", "é", "aéb", "文字", "a文😀é", "😀😀a", "é" * 300 + "a" * 300 + "文" * 300],
    ids=["empty", "ASCII", "two bytes", "mixed", "three bytes", "all widths", "four bytes", "long stretches"],
)
def test_every_offset(text):
    offset = code_points(text)
    byte = 0
    for index, char in enumerate(text):
        assert offset(byte) == index
        byte += len(char.encode())
    assert offset(byte) == len(text)
