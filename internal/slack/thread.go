package slack

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"backtalk/internal/chat"
)

// Threads in which somebody talks with the bot need no new mention, until somebody else is tagged there. Kept over a
// restart: who talks with the bot in which thread, by ids alone.

func threadKey(p chat.Place) string {
	return "thread/" + platform + "/" + p.Space + "/" + p.Channel + "/" + p.Thread
}

// peopleKey is where it is kept that people talk among themselves in a thread of a channel that is listened to.
func peopleKey(p chat.Place) string {
	return "people/" + platform + "/" + p.Space + "/" + p.Channel + "/" + p.Thread
}

// talkers are the people who talk with the bot in a thread, the latest last. Whoever has a minus before their id did so
// until somebody else was tagged.
type talkers []string

// talkersMax is how many people of one thread are remembered: ours.
const talkersMax = 20

func parseTalkers(s string) talkers { return strings.Fields(s) }

// String writes down what [parseTalkers] reads.
func (t talkers) String() string { return strings.Join(t, " ") }

// talk is who talks with the bot in a thread, since the first of them did. It is kept for [threadFor] from then on, whoever
// joins later, so that nobody's id is kept for longer.
type talk struct {
	since int64 // in seconds; 0 when nobody does yet
	talkers
}

// parseTalk reads what [talk.String] wrote: the time, then the people.
func parseTalk(s string) talk {
	t := talk{talkers: parseTalkers(s)}
	if len(t.talkers) > 0 {
		if since, err := strconv.ParseInt(t.talkers[0], 10, 64); err == nil {
			t.since, t.talkers = since, t.talkers[1:]
		}
	}
	return t
}

// String writes it down.
func (t talk) String() string { return strconv.FormatInt(t.since, 10) + " " + t.talkers.String() }

// owns tells whether a person is one of them, and whether their lines need no mention.
func (t talkers) owns(person string) (owner, open bool) {
	open = slices.Contains(t, person)
	return open || slices.Contains(t, "-"+person), open
}

// with adds a person, whose lines need no mention from now on.
func (t talkers) with(person string) talkers {
	t = append(t.without(person), person)
	return t[max(0, len(t)-talkersMax):]
}

// without are the same people but one.
func (t talkers) without(person string) talkers {
	return slices.DeleteFunc(slices.Clone(t), func(id string) bool { return strings.TrimPrefix(id, "-") == person })
}

// ended are the same people, all of whose lines need a mention again.
func (t talkers) ended() talkers {
	t = slices.Clone(t)
	for i, id := range t {
		t[i] = "-" + strings.TrimPrefix(id, "-")
	}
	return t
}

// forBot decides whether what was heard is the handler's to answer, and whether it was said to the bot. Whoever talked
// with the bot in a thread is heard there to the end, for danger signs: as somebody whom a person answers.
func (s *Slack) forBot(ctx context.Context, h *heard) bool {
	switch {
	case h.Direct, h.mentioned:
		return true
	case h.Edited && s.answers(ctx, h.Message).Key != "":
		s.follows(ctx, h)
		return true
	case h.shared:
		return false
	}
	owner := s.follows(ctx, h)
	switch {
	case h.Addressed:
		return true
	case owner:
		h.Answered = true
		return true
	case !slices.Contains(s.space().Listen, h.Channel):
		return false
	case !h.inThread:
		return true
	}
	people := s.kept(ctx, peopleKey(h.Place)) != ""
	if h.To != "" && !people {
		s.keepFor(ctx, peopleKey(h.Place), "1", threadFor)
	}
	h.Answered = h.Answered || people || h.To != ""
	return true
}

// follows tells whether the author talks or talked with the bot in this thread. What they say there is said to the bot,
// until somebody else is tagged in it.
func (s *Slack) follows(ctx context.Context, h *heard) (owner bool) {
	if h.shared || !h.inThread && !h.Edited {
		return false
	}
	before := parseTalk(s.kept(ctx, threadKey(h.Place)))
	all := before.talkers
	if len(all) == 0 && h.inThread {
		if asker := s.opener(ctx, h.Place); asker != "" {
			all = all.with(asker)
		}
	}
	if h.others {
		all = all.ended()
	}
	s.keepTalk(ctx, h.Place, before, all)
	owner, open := all.owns(h.Author)
	h.Addressed = h.Addressed || open
	return owner
}

// opener is whose question at the head of a thread the bot has answered, asked or overheard; empty when it has not.
func (s *Slack) opener(ctx context.Context, at chat.Place) string {
	e := s.answers(ctx, chat.Message{Place: at, ID: at.Thread})
	if slices.ContainsFunc(e.Posted, func(p chat.Posted) bool { return !p.Staff }) {
		return e.Author
	}
	return ""
}

// answers is what the Journal knows of a message; its zero value for nothing.
func (s *Slack) answers(ctx context.Context, m chat.Message) chat.Entry {
	e, known, err := s.o.Courier.Journal.Lookup(ctx, m.Key())
	if err != nil {
		s.o.Log.Error("looking up whether a message was answered", "error", err)
	}
	if !known {
		return chat.Entry{}
	}
	return e
}

// claim notes who talks with the bot in a thread since they mentioned it there; who tags somebody else beside it ends
// that.
func (s *Slack) claim(h heard) {
	if !h.mentioned || h.shared || h.Direct {
		return
	}
	ctx, cancel := context.WithTimeout(s.work.ctx, ackWithin)
	defer cancel()
	before := parseTalk(s.kept(ctx, threadKey(h.Place)))
	if h.others {
		s.keepTalk(ctx, h.Place, before, before.ended())
	} else {
		s.keepTalk(ctx, h.Place, before, before.with(h.Author))
	}
}

// unclaim forgets the author of a deleted message among those who talk with the bot in the thread that it opened.
func (s *Slack) unclaim(ctx context.Context, h heard) {
	if !h.inThread {
		before := parseTalk(s.kept(ctx, threadKey(h.Place)))
		s.keepTalk(ctx, h.Place, before, before.without(h.Author))
	}
}

// keepTalk keeps who talks with the bot in a thread, when that has changed.
func (s *Slack) keepTalk(ctx context.Context, at chat.Place, before talk, now talkers) {
	switch {
	case slices.Equal(before.talkers, now):
	case len(now) == 0:
		s.told(s.o.Memo.Drop(ctx, threadKey(at)))
	default:
		if before.talkers = now; before.since == 0 {
			before.since = s.o.Now().Unix()
		}
		s.told(s.o.Memo.Keep(ctx, threadKey(at), before.String(), time.Unix(before.since, 0).Add(threadFor)))
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

func (s *Slack) keepFor(ctx context.Context, key, value string, d time.Duration) {
	s.told(s.o.Memo.Keep(ctx, key, value, s.o.Now().Add(d)))
}

func (s *Slack) told(err error) {
	if err != nil {
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
