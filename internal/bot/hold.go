package bot

import (
	"context"
	"strconv"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/sign"
)

// held is how long after a warning a person gets no booking link, in any place.
const held = 24 * time.Hour

// hold notes that a person was warned, how gravely, and whether others could read it. How gravely is in memory alone.
func (b *Bot) hold(ctx context.Context, person string, level sign.Level, openly bool) {
	until := b.now().Add(held)
	if before, on := b.heldAt(ctx, person); on {
		level = max(level, before)
	}
	b.lasting.keep(ctx, holdKind+person, "1", until)
	_ = b.unwritten.Keep(ctx, holdKind+person, strconv.Itoa(int(level)), until) // in memory, nothing fails
	if openly {
		b.lasting.keep(ctx, openKind+person, "1", until)
	}
}

// isHeld tells whether a person was warned within the last day.
func (b *Bot) isHeld(ctx context.Context, person string) bool {
	_, ok := b.lasting.kept(ctx, holdKind+person)
	return ok
}

// heldAt tells whether a person is held, and the gravest that they were warned of: an emergency where that is not known any
// more.
func (b *Bot) heldAt(ctx context.Context, person string) (level sign.Level, on bool) {
	if !b.isHeld(ctx, person) {
		return sign.NoLevel, false
	}
	text, _, _ := b.unwritten.Kept(ctx, holdKind+person)
	n, err := strconv.ParseUint(text, 10, 8)
	if err != nil {
		return sign.Emergency, true
	}
	return sign.Level(n), true
}

// release lifts a person's hold, and ends what stands; it tells whether a restart will have forgotten it too.
func (b *Bot) release(ctx context.Context, p chat.Place, author string) (saved bool) {
	person := personKey(p, author)
	saved = b.lasting.drop(ctx, holdKind+person)
	saved = b.lasting.drop(ctx, openKind+person) && saved
	for _, kind := range []string{holdKind, misreadKind} {
		_ = b.unwritten.Drop(ctx, kind+person) // in memory, nothing fails
	}
	return b.settle(ctx, p, author) && saved
}

// noteWarned notes that a message was warned of, and whether others can read it. Nothing else answers it any more, neither
// what was offered before an edit nor what somebody finds.
func (b *Bot) noteWarned(ctx context.Context, mark string, private bool) {
	until := b.now().Add(held)
	if private {
		_ = b.unwritten.Keep(ctx, warnedKind+mark, inPrivate, until) // in memory, nothing fails
	} else {
		b.lasting.keep(ctx, warnedKind+mark, warnedOpenly, until)
		b.lasting.drop(ctx, othersKind+mark)
	}
	for _, kind := range []string{othersKind, foundKind} {
		_ = b.unwritten.Drop(ctx, kind+mark) // in memory, nothing fails
	}
}

// warnedOpenly is what is noted of a message that was warned of and that others can read.
const warnedOpenly = "open"

// wasWarned tells whether a message was warned of.
func (b *Bot) wasWarned(ctx context.Context, mark string) bool {
	if _, secretly, _ := b.unwritten.Kept(ctx, warnedKind+mark); secretly {
		return true
	}
	_, openly := b.lasting.kept(ctx, warnedKind+mark)
	return openly
}

// mood is what a reply to a person depends on. What others can read tells of no warning that they could not read.
func (b *Bot) mood(ctx context.Context, person string, private bool, past conversation, standing *sign.Finding) Mood {
	m := Mood{LinkGiven: past.linkGiven, Held: b.isHeld(ctx, person)}
	if !private && (m.Held || standing != nil) {
		_, openly := b.lasting.kept(ctx, openKind+person)
		m.Discreet = !openly || standing != nil && standing.Private
	}
	return m
}
