package slack

import (
	"context"
	"slices"
	"time"

	"backtalk/internal/chat"
)

// Threads in which somebody talks with the bot need no new mention: until that person names somebody else, or another
// person writes there. Kept over a restart: whose thread it is, by ids alone.

func threadKey(p chat.Place) string {
	return "thread/" + platform + "/" + p.Space + "/" + p.Channel + "/" + p.Thread
}

// peopleKey is where it is kept that people talk among themselves in a thread of a channel that is listened to.
func peopleKey(p chat.Place) string {
	return "people/" + platform + "/" + p.Space + "/" + p.Channel + "/" + p.Thread
}

// forBot decides whether what was heard is the handler's to answer, and whether it was said to the bot.
func (s *Slack) forBot(ctx context.Context, h *heard) bool {
	listened := !h.shared && slices.Contains(s.space().Listen, h.Channel)
	switch {
	case h.Direct:
		return true
	case h.mentioned:
		return true
	case h.shared:
		return false
	}
	if owner := s.kept(ctx, threadKey(h.Place)); owner != "" {
		if owner == h.Author && !h.others {
			h.Addressed = true
			return true
		}
		s.drop(ctx, threadKey(h.Place))
	}
	if !listened {
		return false
	}
	if !h.inThread {
		return true
	}
	people := s.kept(ctx, peopleKey(h.Place)) != ""
	if h.To != "" && !people {
		s.keep(ctx, peopleKey(h.Place), "1")
	}
	h.Answered = h.Answered || people || h.To != ""
	return true
}

// claim gives a thread to who mentioned the bot in it.
func (s *Slack) claim(h heard) {
	ctx, cancel := context.WithTimeout(s.work, ackWithin)
	defer cancel()
	if h.mentioned && !h.shared && !h.others && !h.Direct && s.kept(ctx, threadKey(h.Place)) != h.Author {
		s.keep(ctx, threadKey(h.Place), h.Author)
	}
}

// firstTime notes an event, and tells whether it is new. New messages are told from repeats by their own ids; a change
// that is delivered again must not undo a later one.
func (s *Slack) firstTime(ctx context.Context, event string) bool {
	key := "event/" + platform + "/" + event
	if event == "" || s.kept(ctx, key) != "" {
		return event == ""
	}
	s.keepFor(ctx, key, "1", eventFor)
	return true
}

// What cannot be kept or read is told in the log; a thread then needs a mention.

func (s *Slack) keep(ctx context.Context, key, value string) { s.keepFor(ctx, key, value, threadFor) }

func (s *Slack) keepFor(ctx context.Context, key, value string, d time.Duration) {
	if err := s.o.Memo.Keep(ctx, key, value, s.o.Now().Add(d)); err != nil {
		s.o.Log.Error("keeping whose thread it is, or that a change was seen", "error", err)
	}
}

func (s *Slack) kept(ctx context.Context, key string) string {
	value, _, err := s.o.Memo.Kept(ctx, key)
	if err != nil {
		s.o.Log.Error("looking up whose thread it is, or whether a change was seen", "error", err)
	}
	return value
}

func (s *Slack) drop(ctx context.Context, key string) {
	if err := s.o.Memo.Drop(ctx, key); err != nil {
		s.o.Log.Error("forgetting whose thread it was", "error", err)
	}
}
