"""Dice that fall alike in every run."""

from __future__ import annotations

import random

import pytest


@pytest.fixture
def dice() -> random.Random:
    return random.Random(2026)
