package courier

import (
	"context"
	"errors"

	"backtalk/internal/chat"
)

// Platform is what an adapter can do for the courier. Its methods are safe for concurrent use and end with their
// context. They wait for rate limits themselves, as the platform tells them to. Errors never hold a message's text.
//
// A reference (ref) is the adapter's own: enough to change or remove the post later, in another run of the program too.
type Platform interface {
	// Post shows a reply to everybody in a place, as an answer to the message r.ReplyTo. The same nonce (at most 25
	// characters) comes with every attempt at the same reply: a platform that can, posts it once.
	Post(ctx context.Context, at chat.Place, r *chat.Reply, nonce string) (ref string, err error)
	// Whisper shows a reply to one person alone, in a direct message; at is where they asked. [ErrRefused] when they
	// take none.
	Whisper(ctx context.Context, at chat.Place, person string, r *chat.Reply, nonce string) (ref string, err error)
	// Edit puts a reply in the place of a posted one.
	Edit(ctx context.Context, ref string, r *chat.Reply) error
	// Delete takes a posted reply away; one that is gone already is no error.
	Delete(ctx context.Context, ref string) error
	// Find looks for a post of the bot's own that answers the message id, after a Post whose outcome is not known.
	// With person, it looks in the direct messages with that person instead. It returns "" when there is none, and an
	// error when it cannot tell.
	Find(ctx context.Context, at chat.Place, person, id, nonce string) (ref string, err error)
	// Profile is the address of a person, for staff; "" where there is none.
	Profile(at chat.Place, person string) string
	Notifier
}

// Shower is a Platform that can show something to one person alone in the place itself, for as long as they look at it.
// It is for those who take no direct messages.
type Shower interface {
	Show(ctx context.Context, at chat.Place, person string, r *chat.Reply) error
}

// Notifier posts notices to staff channels of one platform. Adapters are Notifiers.
type Notifier interface {
	Notify(ctx context.Context, n chat.Notice) error
	// Link is the address of a message, for staff, or of a place when id is empty; "" where there is none.
	Link(at chat.Place, id string) string
}

// What an adapter wraps its errors in, where one of these is the reason. Any other error may pass: the courier looks
// whether the post stands (Find) and tries again.
var (
	// ErrGone: the channel, the thread or the message is not there any more.
	ErrGone = errors.New("it is gone")
	// ErrForbidden: the bot may not post there; somebody has to change a permission.
	ErrForbidden = errors.New("the bot may not do that there")
	// ErrRefused: the person takes no direct messages from the bot.
	ErrRefused = errors.New("the person takes no direct messages")
	// ErrInvalid: the platform calls the post malformed; the same again would be refused again.
	ErrInvalid = errors.New("the platform refuses the post")
)
