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
from transform.repair.language import UNKNOWN, Group, Scorer, likeliest
from transform.repair.shown import WIDE, Shown

_LONGEST = 200  # shown characters of a run; a longer one would have met an ASCII byte
_BEAM = 8  # ways of going on, by the waiting byte and the last character
_ALIKE = 4  # hypotheses kept that go on in the same way
_HOPELESS = 10.0  # lag at which a hypothesis is given up
_VANISHED_FROM = 8  # hypotheses that a vanished pair is tried with
_LIKELIEST = 16  # of them, before it is asked what is shown next
_VANISHED = 4  # hypotheses kept with a vanished pair
_TWICE = 2  # and with two in a row
_TWICE_FROM = 3  # those that a second is tried with
_MOST_VANISHED = 3  # in a run, and one more for every five characters
_GENUINE = 3.0  # cost of a question mark that is one, beside what its neighbours cost
_UNREAD = 7.0  # cost of a gloss that its character is not read as
_UNSEEN = 3.0  # cost of a gloss whose character has none anywhere else
_HALVES = 16  # characters tried that have one byte in common
_TRIED = 12  # the same where a whole pair vanished
_LOST = 2.0  # cost of an ASCII byte that is gone
_ENDS = {m: (bytes_of(m) or (0,))[0] for m in "。！？”"}  # what a line ends with, by its first byte
_QUOTES = frozenset("“”")
_UNPAIRED = 5.5  # cost of a quotation mark in an open quotation
_UNOPENED = 1.5  # cost of one that closes none: it may have been opened a paragraph before
_READS_WELL = -12.0  # sum of two characters between which no vanished pair is sought
_NO_OUTLOOK = -6.0  # worth of what comes next, where nothing says what it is
_LEAST_OUTLOOK = -10.0
_NONE_FITS = -30.0
_WIDE_QUESTION = bytes_of("？") or ()

ALIGNED = 0  # no byte waits
_SCORE = itemgetter(0)


class Hypothesis(NamedTuple):
    """A row of characters that would show as what is shown so far."""

    score: float
    text: str  # the first character is the one before the run
    guessed: tuple[int, ...] = ()  # places in `text` of which a byte was guessed


# While it is sought: the score, the text, the first byte that waits for its second (ALIGNED, or
# minus a lead that vanished), how many pairs vanished, and the places of which a byte was guessed.
# Thousands are made for a run, so they are bare tuples.
_State = tuple[float, str, int, int, tuple[int, ...]]
_Codes = tuple[int, ...]


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
        text, halves = self.shown.text, self.shown.halves
        stop = min(len(text), start + _LONGEST)
        waiting: dict[int, list[_State]] = {start: [(0.0, line[-1:], ALIGNED, 0, ())]}
        for at in range(start, stop):
            if not (states := waiting.pop(at, None)):
                continue
            codes = self.shown.next_bytes(at)
            rank, best = self._best(states, codes)
            # Those further on count too: a gloss is passed in one step, a mark in another.
            in_step = not waiting and at > start and at not in self.shown.loose
            if in_step and all(s[2] == ALIGNED for s in best):
                return at, [Hypothesis(score, made, at) for score, made, _, _, at in best]
            if text[at] not in "?(" or at in halves or text[at + 1 : at + 2] in ("", "\n"):
                best += self._with_vanished(at, best, codes, rank - _HOPELESS)
            for state in best:
                for end, made in self._step(at, state):
                    waiting.setdefault(end, []).extend(made)
        left = nlargest(_BEAM, waiting.get(stop, ()), key=_SCORE)
        if stop == len(text):  # cut off in the middle of a character
            left = [self._cut(s) for s in left]
        return stop, [Hypothesis(s, made, at) for s, made, w, _, at in left if w == ALIGNED]

    def _best(self, states: list[_State], codes: _Codes | None) -> tuple[float, list[_State]]:
        """The best states by what is shown next, and the rank of the first.

        Of those that can only go on alike a few are kept.
        """
        states.sort(key=_SCORE, reverse=True)
        ranked: list[tuple[float, _State]] = []
        top = states[0][0] + _NONE_FITS
        for state in states:
            if state[0] < top - _HOPELESS:  # what comes next can only cost
                break
            rank = state[0] + self._outlook(state[1], state[2], codes)
            ranked.append((rank, state))
            top = max(top, rank)
        ranked.sort(key=_SCORE, reverse=True)
        kept: list[_State] = []
        alike: dict[tuple[int, str], int] = {}
        for rank, state in ranked:
            # The first of equals stays.
            if top - rank > _HOPELESS or (rank < top and len(alike) >= _BEAM):
                break
            key = (state[2], state[1][-1:])
            alike[key] = alike.get(key, 0) + 1
            if alike[key] <= _ALIKE:
                kept.append(state)
        return top, kept

    def _outlook(self, text: str, waiting: int, codes: _Codes | None) -> float:
        """How well a state goes with what is shown next."""
        if not codes:
            return _NO_OUTLOOK
        if waiting < 0:
            after = likeliest(text[-1:], after_vanished(-waiting, codes[0]))
            return self.score[text[-2:], after[0][0]] if after else _NONE_FITS
        if waiting == ALIGNED:
            made = pairs()[codes[0]][codes[1]] if len(codes) > 1 else chr(codes[0])
        else:
            made = pairs()[waiting][codes[0]]
        return max(_LEAST_OUTLOOK, self.score[text[-2:], made]) if made else _LEAST_OUTLOOK

    def _with_vanished(
        self, at: int, best: list[_State], codes: _Codes | None, floor: float
    ) -> list[_State]:
        """The best states with one or two vanished pairs put back before what is shown.

        None whose rank is below `floor`.
        """
        ahead = self.shown.next_two(at)
        if not best or self._fluent(best[0], ahead):
            return []
        tried = [s for s in best[:_VANISHED_FROM] if s[2] and not self._fluent(s, ahead)]
        gone = nlargest(_LIKELIEST, self._gone(tried, floor), key=_SCORE)
        once = self._promising(gone, codes, _VANISHED, floor)
        # What is shown next says nothing of those behind which another vanished.
        again = sorted(self._gone(gone[:_TWICE_FROM], floor), key=_SCORE, reverse=True)
        return once + self._promising(again, codes, _TWICE, floor)

    def _promising(
        self, states: list[_State], codes: _Codes | None, most: int, floor: float
    ) -> list[_State]:
        """Those of some states, the best first, that go best with what is shown next."""
        found: list[tuple[float, _State]] = []
        for state in states:
            if state[0] < floor:
                break
            rank = state[0] + self._outlook(state[1], state[2], codes)
            if rank > floor:
                found.append((rank, state))
                if len(found) >= most:
                    found = nlargest(most, found, key=_SCORE)
                    floor = found[-1][0]
        return [s for _, s in nlargest(most, found, key=_SCORE)]

    def _fluent(self, state: _State, ahead: _Codes) -> bool:
        """Whether the next characters read well without a vanished pair between."""
        text, waiting = state[1], state[2]
        if waiting <= ALIGNED or len(ahead) < 4:
            return False
        first, second = pairs()[waiting][ahead[0]], pairs()[ahead[1]][ahead[2]]
        if not first or not second:
            return False
        left = text[-2:]
        return self.score[left, first] + self.score[left[-1:] + first, second] > _READS_WELL

    def _cut(self, state: _State) -> _State:
        score, text, waiting, vanished, guessed = state
        if waiting == ALIGNED:
            return state
        return score - _LOST, text + UNKNOWN, ALIGNED, vanished, guessed

    def _step(self, at: int, state: _State) -> list[tuple[int, list[_State]]]:
        """States after what is shown at `at`, by the place where they go on."""
        here, waiting = self.shown.text[at], state[2]
        if (gloss_end := self.shown.glosses.get(at)) is not None:
            return [(gloss_end, [state])]
        if (loose := self.shown.loose.get(at)) is not None:
            read = waiting == ALIGNED and self.shown.reads(state[1][-1:], loose[1])
            return [(loose[0], [state if read else _worse(state, _UNREAD)])]
        if here in ("?", UNKNOWN):
            return self._question(at, state)
        codes = None if here == "\n" else bytes_of(WIDE.get(here, here) if waiting else here)
        if codes is not None:
            return [(at + 1, self._fed(state, codes))]
        return [(at + 1, [self._made(state, here)])] if waiting == ALIGNED else []

    def _question(self, at: int, state: _State) -> list[tuple[int, list[_State]]]:
        shown = self.shown.text[at]
        after = self.shown.text[at + 1 : at + 2]
        found = [(at + 1, self._genuine(state, shown))]
        mark = WIDE.get(after, after)
        if mark in MARKS and (codes := bytes_of(mark)):
            if state[2] == ALIGNED:
                begun = self._guessed(state, by_trail(codes[0]), _HALVES)
                found.append((at + 2, [f for s in begun for f in self._fed(s, codes[1:])]))
            else:
                found.append((at + 2, [self._made(s, mark) for s in self._completed(state)]))
        if half := self.shown.halves.get(at):
            found.append((half[0], self._half_gloss(state, half[1])))
        if state[2] > 0:
            found.append((at + 1, self._swallowed(state, shown, after in ("", "\n"))))
        elif state[2] < 0 and after in ("", "\n"):
            leads = vanishing()[-state[2]]
            ends = [self._made(state, mark) for mark, lead in _ENDS.items() if lead in leads]
            found.append((at + 1, ends))
        return found

    def _genuine(self, state: _State, shown: str) -> list[_State]:
        """A question mark that is one, or was one before it was made half as wide."""
        if state[2] == ALIGNED:
            made = self._made(state, "？" if shown == "?" else shown)
            return [_worse(made, _GENUINE) if shown == "?" else made]
        if shown != "?":
            return []
        return [_worse(fed, _GENUINE) for fed in self._fed(state, _WIDE_QUESTION)]

    def _swallowed(self, state: _State, shown: str, last: bool) -> list[_State]:
        """The waiting byte was paired with an ASCII byte, or with nothing where the line ends."""
        whole = self._completed(state)
        # All go on alike.
        found = [_worse(self._made(s, UNKNOWN), _LOST) for s in nlargest(_ALIKE, whole, key=_SCORE)]
        if last or shown == UNKNOWN:  # another reader, which keeps the ASCII byte
            found += whole
        if shown == UNKNOWN:  # and which shows lost pairs
            found += self._gone([state], state[0] - _HOPELESS)
        return found

    def _half_gloss(self, state: _State, syllable: str) -> list[_State]:
        """The gloss of a character X after the half of one: X ends in the byte that is lost."""
        fitting, waiting = self._fitting(syllable), state[2]
        if waiting == ALIGNED:
            return self._half_begun(state, fitting)
        leads = (waiting,) if waiting > 0 else vanishing()[-waiting]
        found = [self._made(state, made) for lead in leads for made in fitting.get(lead, ())]
        if waiting > 0 and (self.shown.odd or waiting not in fitting):
            found += [_worse(whole, _UNREAD) for whole in self._completed(state)]
        return found

    def _half_begun(self, state: _State, fitting: dict[int, list[str]]) -> list[_State]:
        """X begins with the last byte before the gloss; its other byte waits for what follows."""
        score, text, _, vanished, guessed = state
        own = (bytes_of(text[-1:]) or (0,))[-1]
        found: list[_State] = []
        for made in fitting.get(own, ()):
            if (trail := made.encode("gbk")[1]) > 0x80:
                cost = 0.0 if made in self.shown.glossed else _UNSEEN
                found.append((score - cost, text, trail, vanished, guessed))
        if self.shown.odd or own not in fitting:
            for lead in range(0x81, 0xFF):
                if character(own, lead):
                    found.append((score - _UNREAD, text, lead, vanished, guessed))
        return found

    def _fitting(self, syllable: str) -> dict[int, list[str]]:
        """The characters that a gloss may stand behind, by their first byte."""
        found = self._fits.get(syllable)
        if found is None:
            found = self._fits[syllable] = {}
            for made in sorted(self.shown.saying(syllable)):
                if (codes := bytes_of(made)) and len(codes) == 2:
                    found.setdefault(codes[0], []).append(made)
        return found

    def _made(self, state: _State, made: str) -> _State:
        """The state with one character more, and no byte that waits."""
        score, text, _, vanished, guessed = state
        score += self.score[text[-2:], made]
        if made in _QUOTES:
            score -= self._unpaired(text, made)
        return score, text + made, ALIGNED, vanished, guessed

    def _unpaired(self, text: str, made: str) -> float:
        """What a quotation mark costs that does not go with those before it."""
        opened = self.opened + text.count("“") - text.count("”") > 0
        if (made == "“") != opened:
            return 0.0
        return _UNPAIRED if opened else _UNOPENED

    def _guessed(self, state: _State, group: Group, most: int) -> list[_State]:
        """The state with one of the likeliest of a group more."""
        score, text, _, vanished, guessed = state
        places = (*guessed, len(text))
        return [
            (
                score + more - (self._unpaired(text, made) if made in _QUOTES else 0.0),
                text + made,
                ALIGNED,
                vanished,
                places,
            )
            for more, made in self.score.likely(text[-2:], group, most)
        ]

    def _completed(self, state: _State) -> list[_State]:
        """The waiting byte with any second byte."""
        return self._guessed(state, by_lead(state[2]), _HALVES) if state[2] > 0 else []

    def _fed(self, state: _State, codes: _Codes) -> list[_State]:
        """The state after some bytes."""
        for n, code in enumerate(codes):
            score, text, waiting, vanished, guessed = state
            if waiting == ALIGNED:
                if code > 0x80:
                    state = (score, text, code, vanished, guessed)
                else:
                    state = self._made(state, "€" if code == 0x80 else chr(code))
            elif waiting > 0:
                if (paired := pairs()[waiting][code]) is None:
                    return []
                state = self._made(state, paired)
            else:
                after = after_vanished(-waiting, code)
                begun, rest = self._guessed(state, after, _TRIED), codes[n + 1 :]
                return [f for s in begun for f in self._fed(s, rest)] if rest else begun
        return [state]

    def _gone(self, states: list[_State], floor: float) -> list[_State]:
        """States with one pair put back that no reader shows; its second byte stays open.

        None whose score is below `floor`.
        """
        found: list[_State] = []
        for score, text, waiting, vanished, guessed in states:
            if vanished >= _MOST_VANISHED + len(text) // 5:
                continue
            group, leads = before_vanished(waiting)
            places = (*guessed, len(text))
            for more, made in self.score.likely(text[-2:], group, _TRIED):
                if score + more < floor:  # the others are less likely
                    break
                found.append((score + more, text + made, -leads[made], vanished + 1, places))
        return found


def _worse(state: _State, cost: float) -> _State:
    return (state[0] - cost, *state[1:])
