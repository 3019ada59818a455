package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"backtalk/internal/bot"
	"backtalk/internal/chat"
	"backtalk/internal/config"
	"backtalk/internal/courier"
	fakediscord "backtalk/internal/fake/discord"
	fakeslack "backtalk/internal/fake/slack"
)

// both is a clinic on both platforms, with staff on each.
type both struct {
	*workspace
	d           *fakediscord.Server
	room, staff *fakediscord.Channel
	carl        *fakediscord.User
}

func newBoth(t *testing.T) *both {
	d := fakediscord.New(t)
	d.AllowViolations()
	g := d.AddGuild("Clinic")
	b := &both{d: d, room: d.AddChannel(g, "general"), staff: d.AddChannel(g, "staff"), carl: d.AddMember(g, "zz-carl-zz")}
	b.workspace = newWorkspaceOn(t, fakeslack.New(t, fakeslack.AllowViolations()), "discord: {api_url: "+d.API()+"}", "", "BACKTALK_DISCORD_TOKEN="+fakediscord.Token)
	b.write(configName, b.read(configName)+fmt.Sprintf("  %q: {staff_channel: %q}\n", g.ID, b.staff.ID))
	return b
}

// write writes a file of the home.
func (h *home) write(name, text string) {
	h.t.Helper()
	if err := os.WriteFile(filepath.Join(h.dir, name), []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

func (b *both) up() *running {
	p := b.workspace.up()
	b.until("the bot connects to Discord", func() bool { return b.d.Connected() == 1 })
	return p
}

// onDiscord and onSlack ask something there, which must be answered.
func (b *both) onDiscord() {
	b.t.Helper()
	m := b.d.Say(b.room, b.carl, b.d.Bot().Mention()+" what is shiatsu")
	if b.d.WaitReply(m, patience) == nil {
		b.t.Fatalf("no reply on Discord; the program wrote\n%s", b.written)
	}
}

func (b *both) onSlack() {
	b.t.Helper()
	who := b.team.AddUser("somebody")
	b.general.AddUsers(who)
	said := who.Say(b.general, "@backtalk what is shiatsu")
	b.until("it is answered on Slack", func() bool { return len(fakeslack.BotMessages(b.general.Thread(said.TS, nil))) > 0 })
}

// told waits for something in a staff channel.
func (b *both) toldOnDiscord(part string) {
	b.t.Helper()
	b.until("staff on Discord are told: "+part, func() bool {
		for _, m := range b.d.Messages(b.staff) {
			if strings.Contains(m.Rendered(), part) {
				return true
			}
		}
		return false
	})
}

func (b *both) toldOnSlack(part string) {
	b.t.Helper()
	b.until("staff on Slack are told: "+part, func() bool {
		for _, m := range b.staffRoom.Messages(b.tess) {
			if strings.Contains(m.Rendered(), part) {
				return true
			}
		}
		return false
	})
}

// TestStrangers: what makes one platform impossible leaves the other alone; staff there are told what to do, once, and once
// more when it is served again, which a changed secrets file or SIGHUP has tried at once.
func TestStrangers(t *testing.T) {
	t.Parallel()
	secrets := func(b *both, _ *running) { b.write(secretsName, "# changed\n") }
	hup := func(b *both, p *running) {
		if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
			b.t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name        string
		spoil, mend func(*both)
		poke        func(*both, *running)
		slack       bool // it is Slack that cannot be served
		want        string
	}{
		{"app uninstalled", func(b *both) { b.team.Uninstall() }, func(b *both) { b.team.SetAuthError("") }, secrets, true, "install it again"},
		{"bot token revoked", func(b *both) {
			b.team.SetAuthError("token_revoked")
			b.s.DisconnectOldest("refresh_requested")
			b.bob.Say(b.general, "@backtalk hello")
		},
			func(b *both) { b.team.SetAuthError("") }, hup, true, "BACKTALK_SLACK_BOT_TOKEN"},
		{"Socket Mode off", func(b *both) { b.s.SetSocketMode(false) }, func(b *both) { b.s.SetSocketMode(true) }, hup, true, "turn it on"},
		{"close code 4004", func(b *both) { b.d.SetToken("zz-other"); b.d.CloseGateway(4004) }, func(b *both) { b.d.SetToken(fakediscord.Token) }, secrets, false, "Reset Token"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBoth(t)
			p := b.up()
			tt.spoil(b)
			other, told, mended := b.onDiscord, b.toldOnDiscord, b.onSlack
			if !tt.slack {
				other, told, mended = b.onSlack, b.toldOnSlack, b.onDiscord
			}
			told("any more")
			told(tt.want)
			other()
			lookFor(t, "the status", b.status(), "cannot be served", "connected")
			tt.mend(b)
			tt.poke(b, p)
			told("again.")
			mended()
			other()
			p.stop()
			b.holdsNone(fakediscord.Token, b.s.AppToken(), b.team.BotToken())
		})
	}
}

// status is what "backtalk status" prints, once the program has written down how it is.
func (h *home) status() (text string) {
	h.t.Helper()
	h.until("the status tells of a fault", func() bool {
		text, _ = h.command("", "status")
		return strings.Contains(text, "cannot be served")
	})
	return text
}

// TestBothDead: with nothing left that could work, the program ends and says why for each.
func TestBothDead(t *testing.T) {
	t.Parallel()
	b := newBoth(t)
	p := b.up()
	b.s.SetSocketMode(false)
	b.toldOnDiscord("any more")
	b.d.SetToken("zz-other")
	b.d.CloseGateway(4004)
	p.wait()
	if p.cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("got exit code %d, want 1", p.cmd.ProcessState.ExitCode())
	}
	lookFor(t, "what it says", b.written.String(), "Socket Mode is off", "Reset Token")
}

// TestReload: everything that is configured is taken in while the program runs: words, links, channels; what needs a restart
// is said, and what is wrong changes nothing.
func TestReload(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	p := s.up()
	quiet := s.d.Say(s.general, s.ann, "what is shiatsu")
	old := s.read(configName)
	s.write(configName, strings.NewReplacer("https://example.com/book", "https://example.com/new", "listen: ["+s.lobby.ID+"]", "listen: ["+s.general.ID+"]", "data: data", "data: elsewhere").Replace(old))
	s.until("the configuration is taken in", func() bool { return strings.Contains(s.written.String(), "needs a restart") })
	_, r := s.say(s.d.DM(s.bob), s.bob, "book me in")
	lookFor(t, "booking", r.Rendered(), "https://example.com/new")
	s.until("it listens elsewhere", func() bool { return s.d.Connected() == 1 })
	_, r = s.say(s.general, s.ann, "is oil used in swedish massage?")
	lookFor(t, "a question in the new channel", r.Rendered(), "Swedish massage uses long strokes")
	if n := len(s.d.Replies(quiet)); n != 0 {
		t.Errorf("what was said before it listened there got %d replies", n)
	}
	s.write(configName, old+"clinik: {}\n")
	s.until("the fault is told", func() bool { return strings.Contains(s.written.String(), "goes on serving") })
	s.write(secretsName, "BACKTALK_DISCORD_TOKEN\n")
	s.until("the fault is told", func() bool { return strings.Contains(s.written.String(), "reloading the tokens") })
	_, r = s.say(s.d.DM(s.ann), s.ann, "book me in")
	lookFor(t, "booking", r.Rendered(), "https://example.com/new")
	p.stop()
}

// fakeAdapter is a platform that ends as a test wants.
type fakeAdapter struct {
	courier *courier.Courier
	run     func(ctx context.Context, c *courier.Courier) error
}

func (s fakeAdapter) Run(ctx context.Context) error {
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { ended <- s.courier.Run(ctx) }()
	err := s.run(ctx, s.courier)
	cancel()
	return errors.Join(err, <-ended)
}
func (s fakeAdapter) Courier() *courier.Courier                       { return s.courier }
func (s fakeAdapter) Notify(context.Context, chat.Notice) error       { return nil }
func (s fakeAdapter) Link(chat.Place, string) string                  { return "" }
func (s fakeAdapter) Profile(chat.Place, string) string               { return "" }
func (s fakeAdapter) Edit(context.Context, string, *chat.Reply) error { return nil }
func (s fakeAdapter) Delete(context.Context, string) error            { return nil }
func (s fakeAdapter) Post(context.Context, chat.Place, *chat.Reply, string) (string, error) {
	return "1", nil
}
func (s fakeAdapter) Whisper(context.Context, chat.Place, string, *chat.Reply, string) (string, error) {
	return "1", nil
}
func (s fakeAdapter) Find(context.Context, chat.Place, string, string, string) (string, error) {
	return "", nil
}

// nothing is a journal without anything in it.
type nothing struct{ chat.Journal }

func (nothing) Pending(context.Context, string, time.Time) ([]chat.Message, error) { return nil, nil }

// TestGrowingPauses: a platform that cannot be served is tried again after thirty seconds, a minute, two, and so on to an hour;
// once it was served the pauses begin anew.
func TestGrowingPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var tries []time.Duration
		start, good := time.Now(), map[int]bool{8: true}
		b := bot.New(bot.Options{})
		w := platformConfig{config.Default(), config.Tokens{Discord: "d", SlackApp: "a", SlackBot: "b"}}
		f := newSupervisor(w, courier.Options{Handler: b, Journal: nothing{}, Apology: b.Apology, Log: silent(), Now: time.Now}, b, silent())
		f.build = func(name string, _ platformConfig, o courier.Options) (platform, func(platformConfig) bool, error) {
			s := fakeAdapter{run: func(ctx context.Context, c *courier.Courier) error {
				if name == "slack" {
					c.Alive()
					<-ctx.Done()
					return nil
				}
				mu.Lock()
				tries = append(tries, time.Since(start).Round(time.Second))
				n := len(tries)
				mu.Unlock()
				if good[n] {
					c.Alive()
				}
				return errors.New("no")
			}}
			o.Name, o.Platform = name, &s
			s.courier = courier.New(o)
			return s, nil, nil
		}
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- f.serve(ctx) }()
		time.Sleep(3 * time.Hour)
		end()
		if err := <-ended; err != nil {
			t.Errorf("got %v, want no error", err)
		}
		mu.Lock()
		defer mu.Unlock()
		want := []string{"0s", "30s", "1m30s", "3m30s", "7m30s", "15m30s", "31m30s", "1h3m30s", "1h4m0s", "1h5m0s"}
		if got := fmt.Sprint(tries[:min(len(tries), len(want))]); got != fmt.Sprint(want) {
			t.Errorf("tried after %s, want %s", got, want)
		}
	})
}

// made is a supervisor of adapters that a test makes; each tells what it was made of, and ends when it is recalled.
func made(w platformConfig, build func(name string, w platformConfig, c *courier.Courier) func(ctx context.Context) error) *supervisor {
	b := bot.New(bot.Options{})
	f := newSupervisor(w, courier.Options{Handler: b, Journal: nothing{}, Apology: b.Apology, Log: silent(), Now: time.Now}, b, silent())
	f.build = func(name string, w platformConfig, o courier.Options) (platform, func(platformConfig) bool, error) {
		s := &fakeAdapter{}
		o.Name, o.Platform = name, s
		s.courier = courier.New(o)
		run := build(name, w, s.courier)
		s.run = func(ctx context.Context, _ *courier.Courier) error { return run(ctx) }
		return s, func(platformConfig) bool { return false }, nil
	}
	return f
}

// TestUpdateWhileMaking: settings that change while a platform's adapter is made are those that it serves with in the end.
func TestUpdateWhileMaking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		old, mended := platformConfig{tokens: config.Tokens{Discord: "old"}}, platformConfig{tokens: config.Tokens{Discord: "new"}}
		var mu sync.Mutex
		var tokens []string
		var f *supervisor
		f = made(old, func(_ string, w platformConfig, c *courier.Courier) func(context.Context) error {
			mu.Lock()
			tokens = append(tokens, w.tokens.Discord)
			first := len(tokens) == 1
			mu.Unlock()
			if first {
				f.update(mended)
			}
			return func(ctx context.Context) error { c.Alive(); <-ctx.Done(); return nil }
		})
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- f.serve(ctx) }()
		time.Sleep(time.Minute)
		end()
		if err := <-ended; err != nil {
			t.Errorf("got %v", err)
		}
		if fmt.Sprint(tokens) != "[old new]" {
			t.Errorf("made with %v, want the new token in the end", tokens)
		}
	})
}

// TestNotHopelessWhileTrying: the program goes on when one platform dies while the other, which was dead, is being tried again.
func TestNotHopelessWhileTrying(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		w := platformConfig{tokens: config.Tokens{Discord: "d", SlackApp: "a", SlackBot: "b"}}
		f := made(w, func(name string, _ platformConfig, c *courier.Courier) func(context.Context) error {
			return func(ctx context.Context) error {
				switch since := time.Since(begun); {
				case name == "discord" && since < time.Second: // it dies at once, and is tried again after half a minute
					return errors.New("dead")
				case name == "slack" && since < time.Second:
					c.Alive()
					select { // it dies while Discord is being tried
					case <-time.After(40 * time.Second):
						return errors.New("dead, too")
					case <-ctx.Done():
						return nil
					}
				}
				select {
				case <-time.After(20 * time.Second): // connecting takes a while
					c.Alive()
					<-ctx.Done()
				case <-ctx.Done():
				}
				return nil
			}
		})
		ctx, end := context.WithCancel(t.Context())
		defer end()
		ended := make(chan error, 1)
		go func() { ended <- f.serve(ctx) }()
		time.Sleep(5 * time.Minute)
		select {
		case err := <-ended:
			t.Errorf("it ended: %v", err)
			return
		default:
		}
		for _, p := range f.report(time.Now()) {
			if p.Fault != "" {
				t.Errorf("%s: %s", p.Name, p.Fault)
			}
		}
		end()
		if err := <-ended; err != nil {
			t.Errorf("got %v", err)
		}
	})
}
