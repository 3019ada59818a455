package discord

import (
	"cmp"
	"context"
	"errors"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/discord/link"
)

// Types of responses (interactions/receiving-and-responding, "Interaction Callback Type").
const (
	respondMessage     = 4
	respondLater       = 5
	respondUpdateLater = 6
	respondUpdate      = 7
	respondChoices     = 8
)

// exchange is one interaction and what was said to it so far.
type exchange struct {
	a        *Adapter
	base     context.Context // ends when there is no more time for anything
	begun    time.Time       // when the interaction came
	i        interaction
	d        deed
	deferred bool
}

type response struct {
	Type int   `json:"type"`
	Data *body `json:"data,omitempty"`
}

// answer gets a reply and shows it. When that takes long, Discord is told to wait, before its three seconds are over.
func (x *exchange) answer(ctx context.Context, get func() *chat.Reply) {
	got := make(chan *chat.Reply, 1)
	x.a.background.Go(func() {
		defer close(got)
		defer x.a.caught("getting an answer")
		got <- get()
	})
	late := time.NewTimer(x.a.presses.deferAfter)
	defer late.Stop()
	var r *chat.Reply
	select {
	case r = <-got:
	case <-late.C:
		x.postpone(ctx)
		select {
		case r = <-got:
		case <-ctx.Done():
		}
	}
	if r == nil { // silence would look broken
		r = x.a.sorry()
	}
	x.show(r)
}

// postpone tells Discord that an answer is on its way: to a press without a sign, to a command with one.
func (x *exchange) postpone(ctx context.Context) {
	later := response{Type: respondUpdateLater}
	if !x.d.pressed {
		later.Type = respondLater
		if x.hidden(x.d.private) {
			x.respond(ctx, map[string]any{"type": respondLater, "data": map[string]int{"flags": flagEphemeral}})
			x.deferred = true
			return
		}
	}
	err := x.respond(ctx, later)
	x.deferred = err == nil || errors.Is(err, context.DeadlineExceeded) // it may have come; there is no time for another
}

// hidden tells whether something private has to be shown as Discord's "only you can see this": not where nobody else is.
func (x *exchange) hidden(private bool) bool { return private && x.i.GuildID != "" }

// show shows a reply: at once, or in the place of the waiting sign.
func (x *exchange) show(r *chat.Reply) {
	ctx, cancel := context.WithTimeout(x.base, answerTime)
	defer cancel()
	if r.Warning {
		ctx = chat.WithUrgency(ctx, true)
	}
	replaces := x.d.pressed && r.Replace
	private := x.d.private || r.Private()
	if replaces { // what was pressed keeps its privacy
		private = x.i.GuildID == "" || ephemeral(x.i)
	}
	b := render(r, view{about: cmp.Or(x.d.about, interactionPlace(x.i))})
	if x.hidden(private) && !replaces {
		b.Flags |= flagEphemeral
	}
	var err error
	switch {
	case replaces && r.Empty():
		err = x.takeAway(ctx)
	case r.Empty() && x.d.pressed:
		if !x.deferred {
			err = x.respond(ctx, response{Type: respondUpdateLater})
		}
	case replaces && x.deferred:
		_, err = x.edit(ctx, b)
	case replaces:
		err = x.respond(ctx, response{respondUpdate, &b})
	case x.deferred && x.d.pressed:
		err = x.follow(ctx, b)
	case x.deferred && private && !x.d.private:
		err = x.hide(ctx, r, b)
	case x.deferred:
		var id string
		id, err = x.edit(ctx, b)
		x.shown(ctx, r, private, id)
	default:
		err = x.respond(ctx, response{respondMessage, &b})
		if err == nil && !private {
			x.shown(ctx, r, private, x.original(ctx))
		}
	}
	if err != nil {
		x.failed(ctx, r, err)
	}
}

// failed deals with an answer that could not be shown. A warning goes out as a direct message then; of a question that got
// no answer at all staff are to know.
func (x *exchange) failed(ctx context.Context, r *chat.Reply, err error) {
	x.a.o.Log.Error("showing the answer to a command or a press", "error", err)
	if r.Warning {
		_, err := x.a.Whisper(ctx, interactionPlace(x.i), who(x.i).ID, r, "i"+x.i.ID)
		if err == nil {
			return
		}
		x.a.o.Log.Error("sending a warning directly instead", "error", err)
	}
	if x.d.question != nil {
		x.a.unsaid(context.WithoutCancel(ctx), *x.d.question, chat.Refused)
	}
}

// shown notes a public answer, so that it can be changed and removed.
func (x *exchange) shown(ctx context.Context, r *chat.Reply, private bool, id string) {
	if private || id == "" || x.d.question == nil {
		return
	}
	x.a.commanded.answeredBy(ctx, x.i.ID, id)
	x.a.courier.Shown(ctx, x.d.question.Key(), chat.Posted{Ref: ref(x.i.ChannelID, id), Warning: r.Warning})
}

// edit puts a body in the place of the first response, and returns the message's id.
func (x *exchange) edit(ctx context.Context, b body) (id string, err error) {
	b.Flags &^= flagEphemeral // it cannot be changed any more
	var m struct {
		ID string `json:"id"`
	}
	err = link.Again(ctx, func() error {
		return x.a.rest.Call(ctx, "changing the answer to an interaction", "PATCH", x.at(), b, &m)
	})
	return m.ID, err
}

// follow posts another message to the interaction.
func (x *exchange) follow(ctx context.Context, b body) error {
	return x.a.rest.Call(ctx, "following up on an interaction", "POST", link.FollowUp(x.i.AppID, x.i.Token), b, nil)
}

// hide takes back the promise of a public answer: the public line stands in its place, or nothing.
func (x *exchange) hide(ctx context.Context, r *chat.Reply, b body) error {
	var err error
	if r.Beside().Text != "" {
		_, err = x.edit(ctx, render(&chat.Reply{Words: chat.Words{Lead: r.Beside().Text}}, view{}))
	} else {
		err = x.remove(ctx)
	}
	if err != nil {
		x.a.o.Log.Error("taking back the sign that an answer comes", "error", err)
	}
	return x.follow(ctx, b)
}

// takeAway removes the message whose button was pressed.
func (x *exchange) takeAway(ctx context.Context) error {
	if !x.deferred {
		if err := x.respond(ctx, response{Type: respondUpdateLater}); err != nil {
			return err
		}
	}
	return x.remove(ctx)
}

func (x *exchange) remove(ctx context.Context) error {
	err := link.Again(ctx, func() error {
		return x.a.rest.Call(ctx, "removing the answer to an interaction", "DELETE", x.at(), nil, nil)
	})
	if errors.Is(err, courier.ErrGone) {
		return nil
	}
	return err
}

// original is the id of the first response; "" when Discord does not tell.
func (x *exchange) original(ctx context.Context) string {
	var m struct {
		ID string `json:"id"`
	}
	err := link.Again(ctx, func() error { return x.a.rest.Call(ctx, "looking up an answer", "GET", x.at(), nil, &m) })
	if err != nil {
		x.a.o.Log.Warn("an answer to a command stands where it cannot be changed any more", "error", err)
	}
	return m.ID
}

// at is the first response to the interaction.
func (x *exchange) at() link.Path { return link.Response(x.i.AppID, x.i.Token) }

// respond is the first response.
func (x *exchange) respond(ctx context.Context, in any) error {
	return x.a.rest.Respond(ctx, x.i.ID, x.i.Token, x.begun, x.a.presses.prompt, in)
}
