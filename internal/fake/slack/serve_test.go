package fakeslack_test

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"

	fakeslack "backtalk/internal/fake/slack"
)

// TestServe lets other clients try the server:
//
//	go test ./internal/fake/slack -run TestServe -v -timeout 0 -args -addr 127.0.0.1:8099 -tour
//
// It prints the tokens and serves until it is interrupted. With -tour people do one thing after the other as soon as a
// client has connected, and what the client did is printed.
func TestServe(t *testing.T) {
	if *addr == "" {
		t.Skip("without -args -addr 127.0.0.1:8099 there is nothing to serve")
	}
	s, err := fakeslack.Listen(*addr)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	t.Logf("API URL %s", s.APIURL())
	t.Logf("app token %s, bot token %s", s.AppToken(), s.Team().BotToken())
	ann := s.Team().AddUser("ann")
	general := s.Team().AddChannel("general").AddBot()
	t.Logf("channel %s, person %s, bot %s", general.ID, ann.ID, s.Team().Bot.ID)
	if *tour {
		for s.Connections() == 0 && ctx.Err() == nil {
			s.Wait(time.Second, func() bool { return s.Connections() > 0 })
		}
		showAround(t, s, general, ann)
		return
	}
	<-ctx.Done()
}

var (
	addr = flag.String("addr", "", "serve on this address until interrupted (TestServe)")
	tour = flag.Bool("tour", false, "with -addr: let people try a client out, print what it did, and end")
)

// showAround does what people do, and prints what came of it.
func showAround(t *testing.T, s *fakeslack.Server, general *fakeslack.Channel, ann *fakeslack.User) {
	wait := func(what string, d *fakeslack.Delivery) {
		a, err := d.Wait(5 * time.Second)
		t.Logf("%-28s latency %v, connection %d, payload %s, error %v", what, a.Latency.Round(time.Microsecond), a.Conn, a.Payload, err)
	}
	said := ann.Say(general, "@backtalk does massage help?")
	for _, d := range said.Deliveries {
		wait(d.Name, d)
	}
	wait("direct message", ann.Tell("hello").Deliveries[0])
	wait("/faq", ann.Command(general, "/faq", "sciatica").Delivery)
	wait("global shortcut", ann.Shortcut("ask"))
	wait("Home", ann.OpenHome("home").Deliveries[0])
	before := s.Connected()
	s.Disconnect("refresh_requested")
	back := s.Wait(20*time.Second, func() bool { return s.Connected() > before && s.Connections() > 0 })
	t.Logf("%-28s back: %t", "refresh", back)
	wait("command after the refresh", ann.Command(general, "/faq", "again").Delivery)
	for _, c := range s.Calls("") {
		t.Logf("call %s %v error %q token in the form: %t", c.Method, c.Args, c.Error, c.InForm)
	}
	for _, m := range general.All() {
		t.Logf("message %q thread %t bot %t", m.Rendered(), m.ThreadTS != "", m.FromBot)
	}
	for _, v := range s.Violations() {
		t.Logf("violation %s", v)
	}
}
