package bot

import (
	"context"
	"strings"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// holdKinds are the memos that stay when somebody wants to be forgotten: that they were warned, and what goes with that.
func holdKinds() []string { return []string{holdKind, openKind, standKind, liftKind} }

// privacy says what is kept of the presser, and offers to erase it.
func (b *Bot) privacy(ctx context.Context, v visit) *chat.Reply {
	p := v.voice
	kept, err := b.keptOf(ctx, v)
	if err != nil {
		b.log.Error("looking up what is kept of a person", "error", err, "platform", v.Press.Platform)
		return privately(p.KeptUnknown())
	}
	r := privately(p.KeptOfYou(kept.Messages, kept.Waiting, others(kept)))
	r.Text = voice.Lines(p.KeptHold(holdUntil(kept)), p.InMemory(), p.TrainsNothing(), p.PlatformKeeps(v.Press.Platform))
	r.Buttons = []chat.Button{{Label: p.ForgetLabel(), Action: chat.Forget}}
	return r
}

func (b *Bot) keptOf(ctx context.Context, v visit) (chat.Kept, error) {
	if b.keeper == nil {
		return chat.Kept{}, nil
	}
	return b.keeper.KeptOf(ctx, v.Press.Platform, v.Author)
}

// others counts the kinds of notes on a person that have nothing to do with a warning: in whose thread, in which direct
// messages they talk with the bot.
func others(k chat.Kept) (n int) {
	for kind := range k.Notes {
		if !isHold(kind) {
			n++
		}
	}
	return n
}

// holdUntil is when the last of what goes with a warning runs out; the zero time when there is none.
func holdUntil(k chat.Kept) (until time.Time) {
	for kind, end := range k.Notes {
		if isHold(kind) && end.After(until) {
			until = end
		}
	}
	return until
}

func isHold(kind string) bool {
	for _, k := range holdKinds() {
		if kind == strings.TrimSuffix(k, "/") {
			return true
		}
	}
	return false
}

// forgetPerson erases what is kept of the presser, with a receipt. A hold stays, and the receipt says why.
func (b *Bot) forgetPerson(ctx context.Context, v visit) *chat.Reply {
	if b.lately.again(v.slip(), v.now) {
		return privately(v.voice.JustDone())
	}
	b.conversations.forgetPerson(v.Press.Platform, v.Author)
	n := 0
	if b.keeper != nil {
		var but []string
		for _, k := range holdKinds() {
			but = append(but, strings.TrimSuffix(k, "/"))
		}
		var err error
		if n, err = b.keeper.ForgetPerson(ctx, v.Press.Platform, v.Author, but...); err != nil {
			b.log.Error("forgetting a person", "error", err, "platform", v.Press.Platform)
			return privately(v.voice.NotForgotten())
		}
	}
	kept, err := b.keptOf(ctx, v)
	if err != nil {
		b.log.Error("looking up what is kept of a person", "error", err, "platform", v.Press.Platform)
	}
	r := privately(v.voice.Forgotten(n))
	r.Text = v.voice.KeptHold(holdUntil(kept))
	return r
}
