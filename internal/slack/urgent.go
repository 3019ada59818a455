package slack

import (
	"context"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
)

// warningKey is under what a context says that a reply of the adapter's own showing warns of danger.
type warningKey struct{}

// showing is the context for showing a reply: a warning passes everything that is none.
func showing(ctx context.Context, r *chat.Reply) context.Context {
	if r.Warning {
		return context.WithValue(ctx, warningKey{}, true)
	}
	return ctx
}

// isUrgent tells whether what is done under a context carries a warning, by the courier's word or by the adapter's own.
func isUrgent(ctx context.Context) bool {
	own, _ := ctx.Value(warningKey{}).(bool)
	return own || courier.Urgent(ctx)
}
