package slack

import (
	"cmp"
	"context"
	"strings"

	"backtalk/internal/chat"
)

// Slack keeps no order among its deliveries, and repeats some of them later. What is remembered here runs out by itself
// after [eventFor], and holds ids and times alone.

func goneKey(m chat.Message) string {
	return "gone/" + platform + "/" + m.Space + "/" + m.Channel + "/" + m.ID
}

func editKey(m chat.Message) string {
	return "edit/" + platform + "/" + m.Space + "/" + m.Channel + "/" + m.ID
}

// buried notes that a message was deleted, for when the event of its writing comes only now.
func (s *Slack) buried(ctx context.Context, m chat.Message) {
	s.keepFor(ctx, goneKey(m), "1", eventFor)
}

// outdated tells whether a message was deleted meanwhile, or was changed once more since the change at hand.
func (s *Slack) outdated(ctx context.Context, h heard) bool {
	if s.kept(ctx, goneKey(h.Message)) != "" {
		return true
	}
	if h.version == "" {
		return false
	}
	newest := s.kept(ctx, editKey(h.Message))
	if newest != "" && compareVersions(h.version, newest) < 0 {
		return true
	}
	if h.version != newest {
		s.keepFor(ctx, editKey(h.Message), h.version, eventFor)
	}
	return false
}

// versionOf names a state of a message: when it was changed, to the second, and when Slack told it, which is finer.
func versionOf(changed, told string) string { return changed + " " + told }

func compareVersions(a, b string) int {
	changedA, toldA, _ := strings.Cut(a, " ")
	changedB, toldB, _ := strings.Cut(b, " ")
	return cmp.Or(stampTime(changedA).Compare(stampTime(changedB)), stampTime(toldA).Compare(stampTime(toldB)))
}
