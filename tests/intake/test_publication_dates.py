import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.intake.dates import to_iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023", "2023"),
        ("2023-01", "2023-01"),
        ("2023-01-16", "2023-01-16"),
        ("2023-01-16T10:05", "2023-01-16T10:05"),
        ("2023-01-16 10:05:22.123Z", "2023-01-16T10:05:22Z"),
        ("2023-01-16T10:05:00+0100", "2023-01-16T10:05:00+01:00"),
        ("20230116T100500Z", "2023-01-16T10:05:00Z"),
        ("Mon, 16 Jan 2023 10:05:00 +0100", "2023-01-16T10:05:00+01:00"),
        ("16 January 2023", "2023-01-16"),
        ("16th of Sept. 2022", "2022-09-16"),
        ("Monday, January 16, 2023", "2023-01-16"),
        ("Jan. 16, 2023, 2:05 pm GMT", "2023-01-16T14:05Z"),
        ("May 5, 2021 at 12:30 AM", "2021-05-05T00:30"),
        ("January 2023", "2023-01"),
        ("16.1.2023", "2023-01-16"),
        ("16/01/2023", "2023-01-16"),
        ("01/16/2023", "2023-01-16"),
    ],
)
def test_dates_keep_the_precision_they_were_given_with(written: str, iso: str) -> None:
    assert to_iso(written) == iso


NO_DATES = [
    "",
    "yesterday",
    "05/06/2023",
    "2023-02-30",
    "2023-13",
    "2023-01-16T25:00",
    "1673784000",
    "0000",
    "2:05 pm",
    "9999-12-31",
    "0001-01-01T00:00:00Z",
]
NO_TIMES = ["2023-01-16T10:00:00+99:00", "13:70 pm 5 May 2021", "May 5, 2021 at 13:30 PM", "9" * 500]


@pytest.mark.parametrize("written", [*NO_DATES, *NO_TIMES])
def test_what_is_no_date_or_could_be_two_is_none(written: str) -> None:
    assert to_iso(written) is None


@given(st.text())
def test_any_text_is_a_stable_date_or_none(written: str) -> None:
    iso = to_iso(written)
    assert iso is None or to_iso(iso) == iso


@given(st.datetimes())
def test_every_machine_date_is_taken(when: object) -> None:
    iso = str(when)
    assert (to_iso(iso) is not None) == ("1000" <= iso < "2200")
