"""Undo what a byte-level replacement did to GBK text.

The tool put a gloss or a mark between two bytes that belong to two different characters. From
there a reader pairs the bytes one late until an ASCII byte ends the run: pairs that are no
character vanish, and an ASCII byte below 0x40 is swallowed and shown as `?`. So this searches the
byte sequences that would show as what is shown, and lets character bigrams choose.

What is shown is read as bytes again, a few of them unknown:

    ?！      half a character, then a mark that the tool cut out (whole or across two characters)
    ?shù)    half a character whose other half the bracket of a gloss was paired with
    ?        half a character and an ASCII byte below 0x40
    (shù)    nothing: the gloss came in
    nothing  two bytes, where a pair is no character

A hypothesis is a row of characters and perhaps a first byte that waits for its second.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from transform.repair.gbk import (
    MARKS,
    after_vanished,
    before_vanished,
    by_lead,
    by_trail,
    bytes_of,
    character,
    pairs,
    vanishing,
)
from transform.repair.language import UNKNOWN, Scorer
from transform.repair.shown import WIDE, Shown

_LONGEST = 200  # shown characters of a run; a longer one would have met an ASCII byte
_BEAM = 8  # ways of going on, by the waiting byte and the last character
_ALIKE = 4  # hypotheses kept that go on in the same way
_HOPELESS = 20.0  # lag at which a hypothesis is given up
_VANISHED_FROM = 8  # hypotheses that a vanished pair is tried with
_LIKELIEST = 16  # of them, before it is asked what is shown next
_VANISHED = 4  # hypotheses kept with a vanished pair
_TWICE = 2  # and with two in a row
_TWICE_FROM = 3  # those that a second is tried with
_MOST_VANISHED = 3  # in a run, and one more for every five characters
_GENUINE = 3.0  # cost of a question mark that is one, beside what its neighbours cost
_UNREAD = 7.0  # cost of a gloss that its character is not read as
_HALVES = 48  # characters tried that have one byte in common
_LOST = 2.0  # cost of an ASCII byte that is gone
_QUOTES = frozenset("“”")
_UNPAIRED = 5.5  # cost of a quotation mark in an open quotation
_UNOPENED = 1.5  # cost of one that closes none: it may have been opened a paragraph before
_READS_WELL = -12.0  # sum of two characters between which no vanished pair is sought
_NO_OUTLOOK = -6.0  # worth of what comes next, where nothing says what it is
_LEAST_OUTLOOK = -10.0
_NONE_FITS = -30.0
_WIDE_QUESTION = bytes_of("？") or ()

_SCORE = itemgetter(0)
ALIGNED = 0  # no byte waits


class Hypothesis(NamedTuple):
    """A row of characters that would show as what is shown so far."""

    score: float
    text: str  # the first character is the one before the run
    waiting: int  # first byte without its second; ALIGNED, or minus a lead that vanished
    vanished: int = 0
    guessed: tuple[int, ...] = ()  # places in `text` of which a byte was guessed


class Search:
    """Seeks what the damaged places of one text may say."""

    def __init__(self, shown: Shown, score: Scorer) -> None:
        self.shown = shown
        self.score = score
        self._fits: dict[str, dict[int, list[str]]] = {}
        self.opened = 0  # quotations open before the run

    def from_place(self, start: int, line: str) -> tuple[int, list[Hypothesis]]:
        """Where all hypotheses are in step again, and the best of them; none where none lasts.

        They begin at the `?` at `start`; `line` is what the line says before it.
        """
        self.opened = line[:-1].count("“") - line[:-1].count("”")
        before = line[-1:]
        text = self.shown.text
        waiting: dict[int, list[Hypothesis]] = {start: [Hypothesis(0.0, before, ALIGNED)]}
        for at in range(start, min(len(text), start + _LONGEST)):
            states = waiting.pop(at, None)
            if states is None:
                continue
            codes = self.shown.next_bytes(at)
            best = _best([self._seen(s, codes) for s in states], _BEAM)
            # Those further on count too: a gloss is passed in one step, a mark in another.
            in_step = not waiting and at > start and at not in self.shown.loose
            if in_step and all(s.waiting == ALIGNED for s in best):
                return at, best
            if text[at] not in "?(" or at in self.shown.halves:
                best += self._with_vanished(at, best)
            for state in best:
                for end, made in self._step(at, state):
                    waiting.setdefault(end, []).append(made)
        end = min(len(text), start + _LONGEST)
        left = nlargest(_BEAM, waiting.get(end, ()), key=_SCORE)
        if end == len(text):  # cut off in the middle of a character
            left = [self._cut(s) for s in left]
        return end, [s for s in left if s.waiting == ALIGNED]

    def _seen(self, state: Hypothesis, codes: tuple[int, ...] | None) -> tuple[float, Hypothesis]:
        """A state by its score and how well it goes with what is shown next, and itself."""
        return state.score + self._outlook(state.text[-2:], state.waiting, codes), state

    def _outlook(self, text: str, waiting: int, codes: tuple[int, ...] | None) -> float:
        if not codes:
            return _NO_OUTLOOK
        if waiting < 0:
            after = self.score.likely(text[-1:], after_vanished(-waiting, codes[0]))
            return self.score(text, after[0]) if after else _NONE_FITS
        if waiting == ALIGNED:
            made = pairs()[codes[0]][codes[1]] if len(codes) > 1 else chr(codes[0])
        else:
            made = pairs()[waiting][codes[0]]
        return max(_LEAST_OUTLOOK, self.score(text, made)) if made else _LEAST_OUTLOOK

    def _with_vanished(self, at: int, best: list[Hypothesis]) -> list[Hypothesis]:
        """The best hypotheses with one or two vanished pairs put back before what is shown."""
        ahead = self.shown.next_two(at)
        tried = [s for s in best[:_VANISHED_FROM] if s.waiting and not self._fluent(s, ahead)]
        codes = self.shown.next_bytes(at)
        gone = nlargest(_LIKELIEST, (g for s in tried for g in self._gone(s)), _SCORE)
        once = self._promising(gone, codes, _VANISHED)
        # What is shown next says nothing of those behind which another vanished.
        again = [h for g in gone[:_TWICE_FROM] for h in self._gone(g)]
        return once + self._promising(again, codes, _TWICE)

    def _promising(
        self, states: list[Hypothesis], codes: tuple[int, ...] | None, most: int
    ) -> list[Hypothesis]:
        """Those states that go best with what is shown next."""
        return [s for _, s in nlargest(most, [self._seen(s, codes) for s in states], _SCORE)]

    def _fluent(self, state: Hypothesis, ahead: tuple[int, ...]) -> bool:
        """Whether the next characters read well without a vanished pair between."""
        if state.waiting < 0 or len(ahead) < 4:
            return False
        first, second = pairs()[state.waiting][ahead[0]], pairs()[ahead[1]][ahead[2]]
        if not first or not second:
            return False
        left = state.text[-2:]
        return self.score(left, first) + self.score(left[-1:] + first, second) > _READS_WELL

    def _cut(self, state: Hypothesis) -> Hypothesis:
        if state.waiting == ALIGNED:
            return state
        return state._replace(score=state.score - _LOST, text=state.text + UNKNOWN, waiting=ALIGNED)

    def _step(self, at: int, state: Hypothesis) -> Iterator[tuple[int, Hypothesis]]:
        """Hypotheses after what is shown at `at`, each with the place where it goes on."""
        text = self.shown.text
        here = text[at]
        if (gloss_end := self.shown.glosses.get(at)) is not None:
            yield gloss_end, state
            return
        if (loose := self.shown.loose.get(at)) is not None:
            read = state.waiting == ALIGNED and self.shown.reads(state.text[-1:], loose[1])
            yield loose[0], state if read else self._worse(state, _UNREAD)
            return
        if here in ("?", UNKNOWN):
            yield from self._question(at, state)
        elif here == "\n":
            if state.waiting == ALIGNED:
                yield at + 1, self._made(state, here)
        else:
            codes = bytes_of(WIDE.get(here, here) if state.waiting else here)
            if codes is None:
                if state.waiting == ALIGNED:
                    yield at + 1, self._made(state, here)
            else:
                for after in self._fed(state, codes):
                    yield at + 1, after

    def _question(self, at: int, state: Hypothesis) -> Iterator[tuple[int, Hypothesis]]:
        shown = self.shown.text[at]
        after = self.shown.text[at + 1 : at + 2]
        yield from self._each(at + 1, self._genuine(state, shown))
        mark = WIDE.get(after, after)
        if mark in MARKS and (codes := bytes_of(mark)):
            if state.waiting == ALIGNED:
                yield from self._each(at + 2, self._fed(state, codes[1:], codes[0]))
            else:
                for whole in self._completed(state):
                    yield at + 2, self._made(whole, mark)
        if half := self.shown.halves.get(at):
            yield from self._each(half[0], self._half_gloss(state, half[1]))
        if state.waiting > 0:
            yield from self._each(at + 1, self._swallowed(state, shown, after in ("", "\n")))

    def _genuine(self, state: Hypothesis, shown: str) -> Iterator[Hypothesis]:
        """A question mark that is one, or was one before it was made half as wide."""
        if state.waiting == ALIGNED:
            yield self._made(state, "？", _GENUINE) if shown == "?" else self._made(state, shown)
        elif shown == "?":
            for fed in self._fed(state, _WIDE_QUESTION):
                yield self._worse(fed, _GENUINE)

    def _swallowed(self, state: Hypothesis, shown: str, last: bool) -> Iterator[Hypothesis]:
        """The waiting byte was paired with an ASCII byte, or with nothing where the line ends."""
        for whole in self._completed(state):
            if last or shown == UNKNOWN:  # another reader, which keeps the ASCII byte
                yield whole
            yield self._made(whole, UNKNOWN, _LOST)
        if shown == UNKNOWN:  # and which shows lost pairs
            yield from self._gone(state)

    def _each(self, end: int, states: Iterator[Hypothesis]) -> Iterator[tuple[int, Hypothesis]]:
        for state in states:
            yield end, state

    def _half_gloss(self, state: Hypothesis, syllable: str) -> Iterator[Hypothesis]:
        """The gloss of a character X after the half of one: X ends in the byte that is lost."""
        fitting = self._fitting(syllable)
        if state.waiting == ALIGNED:
            yield from self._half_begun(state, fitting)
            return
        leads = (state.waiting,) if state.waiting > 0 else vanishing()[-state.waiting]
        for lead in leads:
            for made in fitting.get(lead, ()):
                yield self._made(state, made)
        if state.waiting > 0 and (self.shown.odd or state.waiting not in fitting):
            for whole in self._completed(state):
                yield self._worse(whole, _UNREAD)

    def _half_begun(self, state: Hypothesis, fitting: dict[int, list[str]]) -> Iterator[Hypothesis]:
        """X begins with the last byte before the gloss; its other byte waits for what follows."""
        own = (bytes_of(state.text[-1:]) or (0,))[-1]
        for made in fitting.get(own, ()):
            if (trail := made.encode("gbk")[1]) > 0x80:
                yield state._replace(waiting=trail)
        if self.shown.odd or own not in fitting:
            for lead in range(0x81, 0xFF):
                if character(own, lead):
                    yield state._replace(score=state.score - _UNREAD, waiting=lead)

    def _fitting(self, syllable: str) -> dict[int, list[str]]:
        """The characters that a gloss may stand behind, by their first byte."""
        found = self._fits.get(syllable)
        if found is None:
            found = self._fits[syllable] = {}
            for made in sorted(self.shown.saying(syllable)):
                if (codes := bytes_of(made)) and len(codes) == 2:
                    found.setdefault(codes[0], []).append(made)
        return found

    def _worse(self, state: Hypothesis, cost: float) -> Hypothesis:
        return state._replace(score=state.score - cost)

    def _made(
        self, state: Hypothesis, made: str, cost: float = 0.0, guessed: bool = False
    ) -> Hypothesis:
        if made in _QUOTES:
            opened = self.opened + state.text.count("“") - state.text.count("”") > 0
            if (made == "“") == opened:
                cost += _UNPAIRED if opened else _UNOPENED
        score = state.score + self.score(state.text[-2:], made) - cost
        places = (*state.guessed, len(state.text)) if guessed else state.guessed
        return Hypothesis(score, state.text + made, ALIGNED, state.vanished, places)

    def _completed(self, state: Hypothesis) -> Iterator[Hypothesis]:
        """The waiting byte with any second byte."""
        if state.waiting > 0:
            for made in self.score.likely(state.text[-1:], by_lead(state.waiting), _HALVES):
                yield self._made(state, made, guessed=True)

    def _fed(
        self, state: Hypothesis, codes: tuple[int, ...], first_trail: int | None = None
    ) -> Iterator[Hypothesis]:
        """The state after some bytes; with `first_trail`, after any first byte and that second."""
        left = state.text[-1:]
        if first_trail is not None:
            for made in self.score.likely(left, by_trail(first_trail), _HALVES):
                yield from self._fed(self._made(state, made, guessed=True), codes)
            return
        for n, code in enumerate(codes):
            if state.waiting == ALIGNED:
                if code > 0x80:
                    state = state._replace(waiting=code)
                else:
                    state = self._made(state, "€" if code == 0x80 else chr(code))
            elif state.waiting > 0:
                if (paired := pairs()[state.waiting][code]) is None:
                    return
                state = self._made(state, paired)
            else:
                after = after_vanished(-state.waiting, code)
                for made in self.score.likely(state.text[-1:], after):
                    whole = self._made(state, made, guessed=True)
                    yield from self._fed(whole, codes[n + 1 :])
                return
        yield state

    def _gone(self, state: Hypothesis) -> Iterator[Hypothesis]:
        """The state with one pair put back that no reader shows; its second byte stays open."""
        if state.vanished >= _MOST_VANISHED + len(state.text) // 5:
            return
        left = state.text[-2:]
        places = (*state.guessed, len(state.text))
        group, leads = before_vanished(state.waiting)
        for made in self.score.likely(left[-1:], group):
            score = state.score + self.score(left, made)
            yield Hypothesis(score, state.text + made, -leads[made], state.vanished + 1, places)


def _best(states: list[tuple[float, Hypothesis]], beam: int) -> list[Hypothesis]:
    """The best states; of those that can only go on alike, a few."""
    kept: list[Hypothesis] = []
    alike: dict[tuple[int, str], int] = {}
    ordered = sorted(states, key=_SCORE, reverse=True)
    for rank, state in ordered:
        behind = ordered[0][0] - rank
        if behind > _HOPELESS or (behind and len(alike) >= beam):  # the first of equals stays
            break
        key = (state.waiting, state.text[-1:])
        alike[key] = alike.get(key, 0) + 1
        if alike[key] <= _ALIKE:
            kept.append(state)
    return kept
