// Package discord is Backtalk on Discord. It turns Discord's events into messages and presses for the courier, and shows replies as
// Discord's messages. Deciding is not its business: what is said, and that it is said once, is decided by the handler and the courier.
//
// Where to look, in an order that is package slack's too, as far as both have the file: adapter.go is what there is,
// intake.go and lanes.go take events on, urgent.go says what passes the others, hands.go has what waits worked on,
// handle.go and interact.go work on it; event.go, receive.go, press.go and value.go read what people do, staff.go says who
// is staff; post.go and find.go are what the courier asks of a platform, show.go answers commands and presses, render.go,
// passage.go, controls.go and text.go write what people see; check.go and configured.go tell what is set up wrong,
// limits.go has what Discord takes. Only Discord needs guilds.go, permission.go and place.go to know who may do what where;
// past.go, tide.go, gap.go, catchup.go and missed.go to find what was said and changed without a connection; direct.go,
// posted.go and asked.go to know its own channels and posts; and commands.go and invite.go for what stands in a manifest on
// Slack. Package link has the connection and the requests. Of discordgo only the types of components and embeds are used
// here, which say in Go what Discord shows; nothing here connects or calls with it.
package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/discord/link"
)

// Name is what the platform is called in places and keys.
const Name = "discord"

// Options say who the bot is and what is special where. All fields are needed but those that say otherwise.
type Options struct {
	Token     string
	APIURL    string           // a server that speaks Discord's protocol; empty: Discord
	Spaces    map[string]Space // by guild id; a guild that is not among them has nothing special
	Private   bool             // /ask is answered privately, unless somebody wants otherwise
	TryGuild  string           // the only guild where commands are registered, for trying out; empty: everywhere
	PerSecond int              // requests; 0 is what Discord takes
	Courier   courier.Options  // without Name and Platform, which are this adapter's
	Memo      chat.Memo
	Log       *slog.Logger
	Now       func() time.Time
}

// Space is what is special in one guild.
type Space struct {
	Listen       []string // ids of channels where the bot answers what is not said to it
	Forums       []string // ids of forums where it answers new posts
	ForumText    bool     // it reads the whole post, not only the title
	Staff        []string // ids of the roles of staff; empty: who may manage messages
	StaffChannel string   // id of the channel where staff are told things; empty: none. Only [Check] uses it.
}

// Adapter is the bot on Discord. It is safe for concurrent use. It has one field for each of its rooms, which keep what is
// theirs under locks of their own, so there are more than a dozen.
type Adapter struct {
	o          Options
	rest       *link.Client
	gateway    *link.Gateway
	courier    *courier.Courier
	guilds     *guilds
	past       *past
	own        *own
	direct     *direct
	commanded  *commanded
	presses    *presses
	intake     *lanes
	configured configured
	background sync.WaitGroup                                // answers and catching up
	fatal      chan error                                    // what makes going on useless; the first counts
	unsaid     func(context.Context, chat.Message, chat.Why) // the courier's
}

// New returns an adapter; it connects when it is run.
func New(o Options) (*Adapter, error) {
	rest, err := link.NewClient(o.Token, o.APIURL, o.PerSecond)
	if err != nil {
		return nil, err
	}
	a := &Adapter{
		o: o, rest: rest, guilds: newGuilds(), past: newPast(o.Now), own: newOwn(o.Now), direct: newDirect(o), commanded: newCommanded(o),
		presses: newPresses(), intake: newLanes(intakeRoom, intakeWide), fatal: make(chan error, 1),
	}
	a.configured.spaces.Store(&a.o.Spaces)
	o.Courier.Name, o.Courier.Platform = Name, a
	a.o.Courier = o.Courier
	a.courier = courier.New(o.Courier)
	a.unsaid = a.courier.Unsaid
	a.gateway = link.NewGateway(rest, link.Watcher{Texts: readsAll(o), Begins: a.past.begin, Missed: a.past.passedOver, Event: a.event,
		Alive: a.courier.Alive, Log: o.Log, Now: o.Now})
	return a, nil
}

// Courier is what carries the bot's messages.
func (a *Adapter) Courier() *courier.Courier { return a.courier }

// Run connects and works until ctx ends, which is no error, or until Discord says that it never will. It then finishes
// what is under way, within [courier.Grace], and leaves nothing behind.
func (a *Adapter) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	working, abandon := context.WithCancel(context.WithoutCancel(ctx)) // for what is finished after the end
	defer abandon()
	a.loadSeen(ctx)
	var parts sync.WaitGroup
	parts.Go(func() { <-ctx.Done(); a.intake.close() })
	parts.Go(func() { a.interactions(ctx, working, a.presses.waiting) })
	parts.Go(func() { a.interactions(ctx, chat.WithUrgency(working, true), a.presses.alarms) })
	parts.Go(func() { a.keep(ctx) })
	var carried error
	parts.Go(func() { carried = a.courier.Run(ctx) })

	ended := make(chan error, 1)
	parts.Go(func() { ended <- a.gateway.Run(ctx) })
	var err error
	select {
	case err = <-ended:
	case err = <-a.fatal:
	}
	stop()
	late := time.AfterFunc(courier.Grace, abandon)
	defer late.Stop()
	parts.Wait() // from here on no events come
	a.background.Wait()
	a.keepSeen(context.WithoutCancel(ctx))
	a.rest.Close()
	return errors.Join(err, carried)
}

// keep notes every few seconds how far the bot came, and reads again what could not be read.
func (a *Adapter) keep(ctx context.Context) {
	t := time.NewTicker(keepEvery)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			a.catchUpAgain(ctx)
			a.keepSeen(ctx)
		case <-ctx.Done():
			return
		}
	}
}

// heed ends the program when Discord no longer knows the token: 10,000 such answers in ten minutes bar the machine
// (topics/rate-limits, "Invalid Request Limit").
func (a *Adapter) heed(err error) {
	if !link.Unauthorized(err) {
		return
	}
	select {
	case a.fatal <- errors.New(link.BadToken):
	default:
	}
}

// afterReady does what has to be done at every new connection, and once at the first.
func (a *Adapter) afterReady(ctx context.Context) {
	a.catchingUp(func() { a.catchUpDirect(ctx) })
	if a.configured.registered.Swap(true) {
		return
	}
	a.background.Go(func() {
		defer a.caught("registering commands")
		err := a.register(ctx)
		a.heed(err)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			a.configured.registered.Store(false)
		case errors.Is(err, courier.ErrForbidden) || errors.Is(err, courier.ErrGone):
			a.o.Log.Error("the commands cannot be registered; is discord.try_in a server that the bot is in, and was it invited with the link of \"backtalk discord invite\"?", "error", err)
		default:
			a.configured.registered.Store(false) // the next connection tries again
			a.o.Log.Error("the commands could not be registered; those of the last time stay", "error", err)
		}
	})
}

// readsAll tells whether texts are read that are not meant for the bot: Discord tells of those only when it is asked to by the
// message content intent.
func readsAll(o Options) bool {
	for _, s := range o.Spaces {
		if len(s.Listen) > 0 || s.ForumText && len(s.Forums) > 0 {
			return true
		}
	}
	return false
}

var _ fmt.Stringer = Options{}

// String is for logs by mistake: without the token.
func (o Options) String() string { return fmt.Sprintf("Discord in %d spaces", len(o.Spaces)) }
