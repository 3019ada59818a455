package courier

import "context"

// urgentKey is under what a context says that what is done carries a warning.
type urgentKey struct{}

// urgent is a context for what carries a warning.
func urgent(ctx context.Context) context.Context {
	return context.WithValue(ctx, urgentKey{}, true)
}

// calm is a context for what goes with a warning and may take its turn, such as telling staff.
func calm(ctx context.Context) context.Context { return context.WithValue(ctx, urgentKey{}, false) }

// Urgent tells whether what is done under a context carries a warning of danger. A platform lets it pass everything that is
// not: queues, its own pace, and posts that hang.
func Urgent(ctx context.Context) bool {
	is, _ := ctx.Value(urgentKey{}).(bool)
	return is
}
