"""Passwords are kept as Argon2id, printed without look-alikes, and refused when weak."""

import re
import unicodedata

import argon2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.passwords import (
    ALPHABET,
    WeakPassword,
    check_password,
    hash_password,
    make_password,
    needs_rehash,
    verify_password,
)


def test_a_kept_password_is_argon2id_with_a_salt_of_its_own() -> None:
    one, two = hash_password("дроби-и-проценты"), hash_password("дроби-и-проценты")
    assert one != two
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert verify_password(one, "дроби-и-проценты")
    assert not verify_password(one, "дроби-и-процент")


@settings(max_examples=15)
@given(st.text(min_size=1, max_size=40))
def test_every_password_opens_its_own_hash_and_not_another(password: str) -> None:
    kept = hash_password(password)
    assert verify_password(kept, password)
    assert not verify_password(kept, password + "я")


def test_the_same_letters_typed_on_another_machine_are_the_same_password() -> None:
    kept = hash_password("зелёный йод")
    assert verify_password(kept, unicodedata.normalize("NFD", "зелёный йод"))


@pytest.mark.parametrize("kept", [None, "", "не хеш", "$argon2id$v=19$m=8,t=1,p=1$YQ$YQ"])
def test_nothing_opens_an_account_without_a_good_hash(kept: str | None) -> None:
    assert not verify_password(kept, "что-нибудь")


def test_a_hash_of_another_cost_is_to_be_made_anew() -> None:
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("дроби")
    assert needs_rehash(cheap)
    assert not needs_rehash(hash_password("дроби"))


def test_a_made_password_can_be_read_aloud_and_is_never_the_same() -> None:
    made = {make_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        assert re.fullmatch(r"([a-z2-9]{3}-){3}[a-z2-9]{3}", password)
        check_password(password, "teacher")
    assert not set("lo01i") & set(ALPHABET)


@pytest.mark.parametrize("password", ["", "1234567", "я" * 201, "Vera.Chislova"])
def test_a_weak_password_is_refused_with_the_way_out(password: str) -> None:
    with pytest.raises(WeakPassword) as caught:
        check_password(password, "vera.chislova")
    assert caught.value.message.endswith(".")
