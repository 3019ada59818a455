package chattest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"backtalk/internal/chat"
)

// redelivered: the same message, delivered twice, is answered once.
func (b *bench) redelivered() error {
	a := b.start(Always(&chat.Reply{Words: chat.Words{Text: "the reply"}}))
	m := a.say("1", private)
	a.Message(m)
	if posts := a.Posts(); len(posts) != 1 {
		return fmt.Errorf("got posts %+v, want one", posts)
	}
	return a.done()
}

// twins: the same message, delivered several times at once, is answered once.
func (b *bench) twins() error {
	a := b.start(Always(&chat.Reply{Words: chat.Words{Text: "the reply"}}))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { a.say("1", private) })
	}
	wg.Wait()
	if posts := a.Posts(); len(posts) != 1 {
		return fmt.Errorf("got posts %+v, want one", posts)
	}
	return a.done()
}

// overheard: the handler is told that a message was not for the bot, and is silent in public when it is silent.
func (b *bench) overheard() error {
	a := b.start(&Handler{})
	m := message("1", private)
	m.Addressed = false
	a.Message(m)
	all := a.handler.Messages()
	if len(all) != 1 || all[0].Addressed || all[0].Text != private {
		return fmt.Errorf("the handler got %+v, want one message that is not addressed", all)
	}
	if posts := a.Posts(); len(posts) != 0 {
		return fmt.Errorf("got posts %+v, want none", posts)
	}
	return a.done()
}

// edited: the reply to a changed message stands where the first one stood.
func (b *bench) edited() error {
	a := b.start(&Handler{OnMessage: func(_ context.Context, m chat.Message) *chat.Reply {
		return &chat.Reply{Words: chat.Words{Text: "echo: " + m.Text}}
	}})
	m := a.say("1", "first words")
	a.say("2", "in between")
	m.Text, m.Edited = "other words", true
	a.Message(m)
	all := a.handler.Messages()
	if len(all) != 3 || !all[2].Edited || all[2].Key() != all[0].Key() || all[2].Text != "other words" {
		return fmt.Errorf("the handler got %+v, want the change of the first message", all)
	}
	posts := a.Posts()
	if len(posts) != 2 || !strings.Contains(posts[0].Text, "echo: other words") || !strings.Contains(posts[1].Text, "in between") {
		return fmt.Errorf("got posts %+v, want the first one changed", posts)
	}
	return a.done()
}

// deleted: the handler is told which message is gone, under the key that it knows it by.
func (b *bench) deleted() error {
	a := b.start(Echo())
	m := a.say("1", private)
	a.say("2", "another")
	a.Adapter.(Deleter).Delete(m)
	want := []string{a.handler.Messages()[0].Key()}
	if got := a.handler.Forgotten(); !slices.Equal(got, want) {
		return fmt.Errorf("forgotten: got %q, want %q", got, want)
	}
	return a.done()
}

// offer is a handler whose replies have choices.
func offer(onPress func(context.Context, chat.Press) *chat.Reply) *Handler {
	h := Always(&chat.Reply{Words: chat.Words{Text: "Which one?", Choices: []chat.Choice{
		{Label: "Does it *hurt*? & <more>", Action: chat.Ask, Ref: "does-it-hurt"},
		{Label: "How long is a session?", Action: chat.Ask, Ref: "how-long"},
		{Label: "None of these", Action: chat.None, Ref: ""},
	}}})
	h.OnPress = onPress
	return h
}

// press chooses the given action and ref as the author of m.
func (s started) press(m chat.Message, id string, action chat.Action, ref string) {
	s.Adapter.(Presser).Press(chat.Press{Place: m.Place, ID: id, Author: m.Author, Action: action, Ref: ref, Time: m.Time})
}

// chosen: every choice is shown in order, and choosing one tells the handler which, where and by whom.
func (b *bench) chosen() error {
	a := b.start(offer(nil))
	m := a.say("1", private)
	seen, at := a.seen(), 0
	for _, c := range a.handler.OnMessage(context.Background(), m).Choices {
		i := strings.Index(seen[at:], c.Label)
		if i < 0 {
			return fmt.Errorf("%q is not shown where it should be in %q", c.Label, seen)
		}
		at += i
	}
	for i, want := range []chat.Choice{{Action: chat.Ask, Ref: "how-long"}, {Action: chat.None}} {
		m = a.say(fmt.Sprintf("1%d", i), private) // offers the choices anew
		a.press(m, fmt.Sprintf("2%d", i), want.Action, want.Ref)
		all, messages := a.handler.Presses(), a.handler.Messages()
		if len(all) != i+1 || all[i].Action != want.Action || all[i].Ref != want.Ref {
			return fmt.Errorf("the handler got presses %+v, want %+v as the last", all, want)
		}
		said := messages[len(messages)-1]
		p := all[i]
		p.Thread = said.Thread // the reply may stand in a thread of its own
		if p.Place != said.Place || p.Author != said.Author || p.ID == "" || p.Time.IsZero() {
			return fmt.Errorf("got %+v, want the place and author of %+v, an id and a time", p, said)
		}
		if seen := a.seen(); strings.Count(seen, "pressed "+string(want.Action)) != 1 {
			return fmt.Errorf("got %q, want the reply to the press once", seen)
		}
	}
	return a.done()
}

// pressPanicking: as with messages.
func (b *bench) pressPanicking() error {
	a := b.start(offer(func(context.Context, chat.Press) *chat.Reply { panic(private) }))
	m := a.say("1", "question")
	a.press(m, "2", chat.Ask, "how-long")
	if err := a.apology(2); err != nil {
		return err
	}
	a.say("3", "question")
	if posts := a.Posts(); len(posts) != 3 {
		return fmt.Errorf("got posts %+v, want another reply after the apology", posts)
	}
	return a.done()
}

// pressedTwice: the same press, delivered twice, is answered once.
func (b *bench) pressedTwice() error {
	a := b.start(offer(nil))
	m := a.say("1", private)
	a.press(m, "2", chat.Ask, "how-long")
	a.press(m, "2", chat.Ask, "how-long")
	if seen := a.seen(); strings.Count(seen, "pressed ask") != 1 {
		return fmt.Errorf("got %q, want the reply to the press once", seen)
	}
	return a.done()
}
