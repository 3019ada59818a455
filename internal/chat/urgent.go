package chat

import "context"

// urgentKey is under what a context says whether what is done is urgent.
type urgentKey struct{}

// WithUrgency is a context that says whether what is done under it carries a warning of danger, or decides about one.
func WithUrgency(ctx context.Context, urgent bool) context.Context {
	return context.WithValue(ctx, urgentKey{}, urgent)
}

// IsUrgent tells whether what is done under a context carries a warning of danger, or decides about one. It goes before all
// that is not: queues, turns, a platform's pace, and posts that hang.
func IsUrgent(ctx context.Context) bool {
	is, _ := ctx.Value(urgentKey{}).(bool)
	return is
}
