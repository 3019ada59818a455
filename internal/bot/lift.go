package bot

import (
	"context"
	"crypto/rand"
	"strings"

	"backtalk/internal/chat"
)

// liftButton is how staff lift a person's hold. What it carries is a number drawn by lot: nobody who sees it learns who the
// person is.
func (b *Bot) liftButton(ctx context.Context, s setting, person string) chat.Button {
	token := rand.Text()
	b.lasting.keep(ctx, liftKind+token, person, b.now().Add(held))
	return chat.Button{Label: s.voice.LiftLabel(), Action: chat.Lift, Ref: token}
}

// lift lifts a person's hold for staff, and ends the warning that stands.
func (b *Bot) lift(ctx context.Context, v visit) *chat.Reply {
	if !v.Staff {
		return privately(v.voice.OnlyStaff())
	}
	person, known := b.lasting.kept(ctx, liftKind+v.Ref)
	if !known || !b.isHeld(ctx, person) {
		return privately(v.voice.NothingToLift())
	}
	platform, author, _ := strings.Cut(person, "/")
	saved := b.release(ctx, chat.Place{Platform: platform}, author)
	saved = b.lasting.drop(ctx, liftKind+v.Ref) && saved
	r := privately(v.voice.Lifted())
	if !saved {
		r.Text = v.voice.NotSaved()
	}
	return r
}
