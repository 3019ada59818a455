package discord

import (
	"context"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/discord/link"
	"backtalk/internal/recent"
)

// presses are commands and presses that wait, and how they are answered in time.
type presses struct {
	waiting    chan pressed
	alarms     chan pressed                  // those that tell of danger
	met        *recent.Map[string, struct{}] // by id
	deferAfter time.Duration                 // before Discord is told that an answer is on its way; tests change it, and what follows
	prompt     link.Promptness
}

func newPresses() *presses {
	return &presses{make(chan pressed, pressQueue), make(chan pressed, pressQueue), recent.New[string, struct{}](manyMet, tokenLasts), deferAfter, link.Prompt()}
}

// interactions works on commands and presses of one queue, several at a time, until ctx ends. Those under way then are
// finished.
func (a *Adapter) interactions(ctx context.Context, working context.Context, queue <-chan pressed) {
	slots := make(chan struct{}, pressRoom)
	for {
		select {
		case p := <-queue:
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			a.background.Go(func() {
				defer func() { <-slots }()
				a.interact(working, p)
			})
		case <-ctx.Done():
			return
		}
	}
}

// interact answers one interaction.
func (a *Adapter) interact(ctx context.Context, p pressed) {
	defer a.caught("answering a command or a press")
	i := p.i
	if again := !a.presses.met.Add(i.ID, struct{}{}, a.o.Now()); again { // it is told by its id, for as long as it can be answered
		return
	}
	x := &exchange{a: a, i: i, base: ctx, begun: p.came}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	r := a.reading(i, func(id string) (chat.Place, bool) { c, ok := a.lookup(ctx, id); return place(c), ok })
	d := readInteraction(i, r)
	x.d = d
	switch {
	case d.typing != nil:
		a.suggest(ctx, x, *d.typing)
	case d.question != nil:
		shown := a.commanded.asking(i.ID)
		defer shown()
		x.answer(ctx, func() *chat.Reply { return a.courier.Ask(ctx, *d.question) })
	case d.press != nil:
		if t := d.press.Target; t != nil {
			*t = a.asTaken(ctx, *t)
		}
		a.ownTarget(ctx, d.press, r.bot)
		if d.press.Action == chat.Forget {
			defer a.direct.forget()
		}
		x.answer(ctx, func() *chat.Reply { return a.courier.Press(ctx, *d.press) })
	case i.Type == interactionCommand || i.Type == interactionComponent:
		x.d.private = true
		x.show(a.sorry())
	case i.Type == interactionAutocomplete:
		a.suggest(ctx, x, "")
	}
}

// manyMet is how many interactions are remembered.
const manyMet = 5000

// sorry is what to say when nothing else can be said.
func (a *Adapter) sorry() *chat.Reply {
	return &chat.Reply{Words: chat.Words{Lead: a.o.Courier.Apology()}, Audience: chat.ForAsker()}
}

// ownTarget puts the question in the place of the bot's own reply, when somebody chose that from its menu.
func (a *Adapter) ownTarget(ctx context.Context, p *chat.Press, bot string) {
	if p.Action != chat.Find || p.Target == nil || p.Target.Author != bot {
		return
	}
	if q, ok := a.courier.Question(ctx, ref(room(p.Target.Place), p.Target.ID)); ok {
		p.Target = &q
	}
}

// suggestTime is how long suggestions may take: somebody is typing.
const suggestTime = time.Second

// suggest completes what somebody is typing. What is chosen comes back as its words, since Discord's clients may send
// either the name or the value of a choice (discord-api-docs, issue 7206): so both are the same.
func (a *Adapter) suggest(ctx context.Context, x *exchange, typed string) {
	type choice struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	all := []choice{} // an empty list, not none: else the client waits
	defer func() {
		a.caught("suggesting questions")
		var response struct {
			Type int `json:"type"`
			Data struct {
				Choices []choice `json:"choices"`
			} `json:"data"`
		}
		response.Type, response.Data.Choices = respondChoices, all
		x.respond(ctx, response)
	}()
	ctx2, cancel := context.WithTimeout(ctx, suggestTime)
	defer cancel()
	seen := map[string]bool{}
	for _, s := range a.o.Courier.Handler.Suggest(ctx2, typed, maxChoices) {
		if label := clip(oneLine(s.Label), maxChoice); label != "" && !seen[label] && len(all) < maxChoices {
			seen[label] = true
			all = append(all, choice{label, label})
		}
	}
}
