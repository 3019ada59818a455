package chattest

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"backtalk/internal/chat"
)

// contract is every clause, in the order in which a reader would ask for them.
func contract() []check {
	return []check{
		{"an addressed question gets one reply", nil, (*bench).oneReply},
		{"the handler gets the words as typed", nil, (*bench).wordsAsTyped},
		{"no reply is no post", nil, (*bench).silence},
		{"the same words again are another question", nil, (*bench).sameWords},
		{"many at once get one reply each", nil, (*bench).manyAtOnce},
		{"the parts stand in order", nil, (*bench).order},
		{"passages are shown character for character", nil, (*bench).verbatim},
		{"nobody is mentioned and nothing becomes a link", nil, (*bench).inert},
		{"a panic becomes an apology", nil, (*bench).panicking},
		{"the handler has a deadline", nil, (*bench).deadlined},
		{"a message delivered again gets nothing more", []Ability{Redelivery}, (*bench).redelivered},
		{"twins get one reply", []Ability{Redelivery}, (*bench).twins},
		{"what is not said to the bot is told apart", []Ability{Overhears}, (*bench).overheard},
		{"a changed message changes the reply", []Ability{Editing}, (*bench).edited},
		{"a deleted message is forgotten", []Ability{Deleting}, (*bench).deleted},
		{"a private reply is private", []Ability{Privacy}, (*bench).privately},
		{"help that is offered to one person leaves no public trace", []Ability{Overhears, Privacy}, (*bench).offered},
		{"choices are shown and can be chosen", []Ability{Pressing}, (*bench).chosen},
		{"a panic at a press becomes an apology", []Ability{Pressing}, (*bench).pressPanicking},
		{"a press delivered again gets nothing more", []Ability{Pressing, Redelivery}, (*bench).pressedTwice},
		{"buttons are shown", []Ability{Buttons}, (*bench).buttons},
	}
}

// oneReply: one post, with the reply's text once.
func (b *bench) oneReply() error {
	a := b.start(Always(&chat.Reply{Words: chat.Words{Text: "the one reply"}}))
	a.say("1", private)
	if posts := a.Posts(); len(posts) != 1 || strings.Count(a.seen(), "the one reply") != 1 {
		return fmt.Errorf("got posts %+v, want one with the reply", posts)
	}
	if calls := len(a.handler.Messages()); calls != 1 {
		return fmt.Errorf("the handler was called %d times, want once", calls)
	}
	return a.done()
}

// wordsAsTyped: what the handler gets is what a person typed, and complete.
func (b *bench) wordsAsTyped() error {
	a := b.start(&Handler{})
	texts := []string{private + " 5 < 6 & 7 > 6 &amp; *not bold* \\ “q” 日本 🙂", "ok?", "<b>", "100%", "- 1. # > `x`"}
	for i, text := range texts {
		a.say(fmt.Sprint(i+1), text)
		all := a.handler.Messages()
		if len(all) != i+1 {
			return fmt.Errorf("%q: the handler was called %d times, want %d", text, len(all), i+1)
		}
		m := all[i]
		if m.Text != text {
			return fmt.Errorf("got text %q, want %q", m.Text, text)
		}
		if m.Platform == "" || m.Channel == "" || m.ID == "" || m.Author == "" || m.Time.IsZero() || !m.Addressed || m.Edited || m.Staff {
			return fmt.Errorf("got %+v, want every field of an addressed, new message by a client", m)
		}
		if i > 0 && m.Key() == all[i-1].Key() {
			return fmt.Errorf("two messages have the key %q", m.Key())
		}
	}
	return a.done()
}

// silence: a nil reply posts nothing.
func (b *bench) silence() error {
	a := b.start(&Handler{})
	a.say("1", private)
	if n := len(a.handler.Messages()); n != 1 {
		return fmt.Errorf("the handler was called %d times, want once", n)
	}
	if posts := a.Posts(); len(posts) != 0 {
		return fmt.Errorf("got posts %+v, want none", posts)
	}
	return a.done()
}

// sameWords: messages are told apart by their ids, not by their words.
func (b *bench) sameWords() error {
	a := b.start(Replies(&chat.Reply{Words: chat.Words{Text: "first"}}, &chat.Reply{Words: chat.Words{Text: "second"}}))
	a.say("1", private)
	a.say("2", private)
	if posts := a.Posts(); len(posts) != 2 || !strings.Contains(posts[0].Text, "first") || !strings.Contains(posts[1].Text, "second") {
		return fmt.Errorf("got posts %+v, want two, in order", posts)
	}
	return a.done()
}

// manyAtOnce: messages that come together are all answered, once each.
func (b *bench) manyAtOnce() error {
	const many = 12
	a := b.start(Echo())
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() { a.say(fmt.Sprint(i+1), fmt.Sprintf("number-%d-", i)) })
	}
	wg.Wait()
	seen := a.seen()
	for i := range many {
		if n := strings.Count(seen, fmt.Sprintf("echo: number-%d-", i)); n != 1 {
			return fmt.Errorf("message %d got %d replies, want one, in %q", i, n, seen)
		}
	}
	return a.done()
}

// panicking: the person gets an apology, the log gets the fact without their words, the next message its reply.
func (b *bench) panicking() error {
	a := b.start(&Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		if strings.Contains(m.Text, private) {
			panic(m.Text)
		}
		return &chat.Reply{Words: chat.Words{Text: "still alive"}}
	}})
	a.say("1", private)
	if err := a.apology(1); err != nil {
		return err
	}
	a.say("2", "and now?")
	if posts := a.Posts(); len(posts) != 2 || !strings.Contains(posts[1].Text, "still alive") {
		return fmt.Errorf("got posts %+v, want an apology and the next reply", posts)
	}
	return a.done()
}

// apology checks that the newest of n posts is one.
func (s started) apology(n int) error {
	posts := s.Posts()
	if len(posts) != n || strings.TrimSpace(posts[n-1].Text) == "" || strings.Contains(posts[n-1].Text, private) {
		return fmt.Errorf("got posts %+v, want %d, the last an apology", posts, n)
	}
	if s.log.String() == "" {
		return fmt.Errorf("the panic is not in the log")
	}
	return nil
}

// deadlined: the handler is told how long it has, and what it says at the end is still posted.
func (b *bench) deadlined() error {
	b.deadline = longEnough / 1000
	told := false
	a := b.start(&Handler{OnMessage: func(ctx context.Context, _ chat.Message) *chat.Reply {
		if _, told = ctx.Deadline(); !told {
			return nil
		}
		<-ctx.Done()
		return &chat.Reply{Words: chat.Words{Text: "sorry, too late"}}
	}})
	a.say("1", private)
	if !told {
		return fmt.Errorf("the handler's context has no deadline")
	}
	if posts := a.Posts(); len(posts) != 1 || !strings.Contains(posts[0].Text, "sorry, too late") {
		return fmt.Errorf("got posts %+v, want what the handler said at its deadline", posts)
	}
	return a.done()
}
