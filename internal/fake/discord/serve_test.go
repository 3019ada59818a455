package fakediscord_test

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"

	fakediscord "backtalk/internal/fake/discord"
)

// TestServe lets other clients try the server:
//
//	go test ./internal/fake/discord -run TestServe -v -timeout 0 -args -addr 127.0.0.1:8098 -tour
//
// It prints the token and serves until it is interrupted. With -tour people do one thing after the other as soon as a
// client has connected, and what the client did is printed.
func TestServe(t *testing.T) {
	if *addr == "" {
		t.Skip("without -args -addr 127.0.0.1:8098 there is nothing to serve")
	}
	s, err := fakediscord.Listen(*addr)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s.AllowIntents(fakediscord.MessageContent)
	guild := s.AddGuild("Clinic")
	room, ann := s.AddChannel(guild, "general"), s.AddMember(guild, "ann")
	t.Logf("API %s, token %s", s.API(), fakediscord.Token)
	t.Logf("guild %s, channel %s, person %s, bot %s", guild.ID, room.ID, ann.ID, s.Bot().ID)
	if !*tour {
		<-ctx.Done()
		return
	}
	for ctx.Err() == nil && !s.WaitConnected(1, time.Second) {
	}
	showAround(t, s, room, ann)
}

var (
	addr = flag.String("addr", "", "serve on this address until interrupted (TestServe)")
	tour = flag.Bool("tour", false, "with -addr: let people try a client out, print what it did, and end")
)

// showAround does what people do, and prints what came of it.
func showAround(t *testing.T, s *fakediscord.Server, room *fakediscord.Channel, ann *fakediscord.User) {
	const patience = 5 * time.Second
	answered := func(what string, asked *fakediscord.Message) {
		s.WaitReply(asked, patience)
		t.Logf("%-28s %d replies", what, len(s.Replies(asked)))
	}
	answered("mention", s.Say(room, ann, s.Bot().Mention()+" does massage help?"))
	answered("direct message", s.Say(s.DM(ann), ann, "hello"))
	for _, c := range s.Commands(nil) {
		if c.Type != 1 || !s.CanUse(room, ann, c.Name) {
			continue
		}
		options := map[string]any{}
		for _, o := range c.Options {
			if o.Required {
				options[o.Name] = "sciatica"
			}
		}
		t.Logf("%-28s answered %+v", "/"+c.Name, s.Slash(room, ann, c.Name, options).Wait(patience))
	}
	again := s.Counts().Connections + 1
	s.SendReconnect()
	back := s.Until(patience, func() bool { return s.Counts().Connections >= again })
	t.Logf("%-28s back: %t", "reconnect", back)
	answered("mention after it", s.Say(room, ann, s.Bot().Mention()+" again"))
	for _, r := range s.Requests("", "") {
		t.Logf("request %s %s: %d", r.Method, r.Path, r.Status)
	}
	for _, m := range s.ByBot() {
		t.Logf("message %q, only for %q", m.Rendered(), m.OnlyFor)
	}
	for _, v := range s.Violations() {
		t.Logf("violation %s", v)
	}
}
