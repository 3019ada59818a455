package discord

import (
	"context"

	"backtalk/internal/chat"
)

// tellsOfDanger tells whether a message goes before all others, from what is known without asking Discord.
func (a *Adapter) tellsOfDanger(ctx context.Context, m message, bot string) bool {
	out, ok := receive(m, a.known(m, bot))
	return ok && a.isUrgent(ctx, out)
}

// isUrgent asks the handler whether a message goes before all others; it does not when the handler fails.
func (a *Adapter) isUrgent(ctx context.Context, m chat.Message) (is bool) {
	defer a.caught("looking for danger")
	return a.courier.Urgent(ctx, m)
}

// asksOfDanger tells whether an interaction is a question that goes before all others.
func (a *Adapter) asksOfDanger(ctx context.Context, i interaction) bool {
	if i.Type != interactionCommand || i.Data.Name != cmdAsk {
		return false
	}
	d := readInteraction(i, a.reading(i, nil))
	return d.question != nil && a.isUrgent(ctx, *d.question)
}
