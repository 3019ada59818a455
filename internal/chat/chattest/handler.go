package chattest

import (
	"context"
	"slices"
	"sync"

	"backtalk/internal/chat"
)

// Handler is a [chat.Handler] for tests: it answers as scripted and remembers what it was called with. Its zero value
// is silent. It is safe for concurrent use as far as its functions are.
type Handler struct {
	OnMessage func(context.Context, chat.Message) *chat.Reply // nil: silence
	OnPress   func(context.Context, chat.Press) *chat.Reply   // nil: a short text
	OnSuggest func(context.Context, string) []chat.Suggestion // nil: nothing
	OnUrgent  func(chat.Message) bool                         // nil: nothing is

	mu        sync.Mutex
	messages  []chat.Message
	presses   []chat.Press
	forgotten []string
}

var _ chat.Handler = (*Handler)(nil)

// Always is a handler that gives every message the same reply.
func Always(r *chat.Reply) *Handler {
	return &Handler{OnMessage: func(context.Context, chat.Message) *chat.Reply { return r }}
}

// Replies is a handler that gives one reply after the other, and is silent when they are used up.
func Replies(replies ...*chat.Reply) *Handler {
	var mu sync.Mutex
	return &Handler{OnMessage: func(context.Context, chat.Message) *chat.Reply {
		mu.Lock()
		defer mu.Unlock()
		if len(replies) == 0 {
			return nil
		}
		r := replies[0]
		replies = replies[1:]
		return r
	}}
}

// Echo is a handler that repeats every message after "echo: ".
func Echo() *Handler {
	return &Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Text: "echo: " + m.Text}, ReplyTo: m.ID}
	}}
}

// Message notes the message and answers as scripted.
func (h *Handler) Message(ctx context.Context, m chat.Message) *chat.Reply {
	h.mu.Lock()
	h.messages = append(h.messages, m)
	h.mu.Unlock()
	if h.OnMessage == nil {
		return nil
	}
	return h.OnMessage(ctx, m)
}

// Press notes the press and answers as scripted.
func (h *Handler) Press(ctx context.Context, p chat.Press) *chat.Reply {
	h.mu.Lock()
	h.presses = append(h.presses, p)
	h.mu.Unlock()
	if h.OnPress == nil {
		return &chat.Reply{Words: chat.Words{Text: "pressed " + string(p.Action)}}
	}
	return h.OnPress(ctx, p)
}

// Urgent tells as scripted whether a message goes before others.
func (h *Handler) Urgent(_ context.Context, m chat.Message) bool {
	return h.OnUrgent != nil && h.OnUrgent(m)
}

// Suggest suggests as scripted, at most max.
func (h *Handler) Suggest(ctx context.Context, typed string, max int) []chat.Suggestion {
	if h.OnSuggest == nil {
		return nil
	}
	all := h.OnSuggest(ctx, typed)
	return all[:min(len(all), max)]
}

// Forget notes the key.
func (h *Handler) Forget(_ context.Context, key string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forgotten = append(h.forgotten, key)
}

// Messages are the messages that came, in order.
func (h *Handler) Messages() []chat.Message {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.messages)
}

// Presses are the presses that came, in order.
func (h *Handler) Presses() []chat.Press {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.presses)
}

// Forgotten are the keys that were to be forgotten, in order.
func (h *Handler) Forgotten() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.forgotten)
}
