package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
	"backtalk/internal/store"
)

// soakFor is how long people talk in each soak; the figures of a longer one belong into the notes of a change.
var soakFor = flag.Duration("soak", 2*time.Second, "how long each soak lasts")

// soakSeed makes the same people say the same things; which faults meet which events still differs a little.
const soakSeed = 20261122

// TestSoakDiscord lets a crowd talk while faults come one after the other and the program is killed and started again:
// each question that was put to the bot must have exactly one reply in the end. Then the faults end, and how fast warnings come is
// measured.
func TestSoakDiscord(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("a soak of the program as it is shipped; the adapters' own tests run with the race detector")
	}
	s := newServer(t)
	s.d.AllowViolations() // a kill in the middle of a request is no fault of the program
	crowd := s.newCrowdOf(s.up(), 40)
	chaos, kills := crowd.chaos(700 * time.Millisecond)
	crowd.talk(*soakFor * 2 / 3)
	faults := chaos.Stop()
	crowd.allAnswered()
	calm := time.Now()
	crowd.talk(*soakFor / 3)
	crowd.allAnswered()
	crowd.once(calm)
	t.Logf("%d faults, %d kills", faults, kills())
	crowd.program().stop()
}

// TestSoakBoth is the same on both platforms at once, where one of them is made impossible for a while.
func TestSoakBoth(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("a soak of the program as it is shipped; the adapters' own tests run with the race detector")
	}
	_, w, here, there := soaked(t, 40)
	both := func(d time.Duration) { talkBoth(here, there, d) }
	chaos, kills := here.chaos(700 * time.Millisecond)
	elsewhere := w.s.Chaos(soakSeed, 700*time.Millisecond)
	both(*soakFor / 3)
	w.team.SetAuthError("token_revoked") // Slack is out of reach for good, and mended after a while
	w.s.Cut()
	here.talk(*soakFor / 6)
	w.team.SetAuthError("")
	w.write(secretsName, "# mended\n")
	both(*soakFor / 6)
	faults := chaos.Stop()
	elsewhere.Stop()
	w.s.Heal()
	w.write(secretsName, "# well\n")
	here.allAnswered()
	there.allAnswered()
	calm := time.Now()
	both(*soakFor / 3)
	here.allAnswered()
	there.allAnswered()
	w.s.AwaitQuiet(time.Second, patience)
	here.once(calm)
	there.once(calm)
	t.Logf("%d faults on Discord, %v on Slack, %d kills", faults, elsewhere.Played(), kills())
	here.program().stop()
}

// soaked is a crowd on each platform, with one program for both; env is added to its environment.
func soaked(t *testing.T, channels int, env ...string) (*server, *workspace, *crowd, *slackCrowd) {
	s := newGuild(t)
	s.d.AllowViolations() // a kill in the middle of a request is no fault of the program
	w := soakedWorkspace(t, "discord: {api_url: "+s.d.API()+"}", append(env, "BACKTALK_DISCORD_TOKEN="+fakediscord.Token)...)
	s.home = w.home
	p := w.up()
	w.until("the bot connects to Discord", func() bool { return s.d.Connected() == 1 })
	return s, w, s.newCrowdOf(p, channels), w.newCrowd(channels)
}

// talkBoth lets both crowds talk for a time.
func talkBoth(here *crowd, there *slackCrowd, d time.Duration) {
	var talking sync.WaitGroup
	talking.Go(func() { here.talk(d) })
	there.talk(d)
	talking.Wait()
}

// crowd is people who talk in a server.
type crowd struct {
	s        *server
	mu       sync.Mutex
	runs     *running
	r        *rand.Rand
	people   []*fakediscord.User
	channels []*fakediscord.Channel
	asked    []*fakediscord.Message // what was put to the bot
	chat     []*fakediscord.Message // what was not
	events   int
	friends  []*fakediscord.User    // who have written to the bot before: only their channels can be found again after a gap
	dangers  []*fakediscord.Message // of what was put to the bot, what must be warned of
}

// program is the program as it runs now.
func (c *crowd) program() *running {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.runs
}

// chaos lets one thing after another go wrong on Discord, the program's death among it.
func (c *crowd) chaos(every time.Duration) (chaos *fakediscord.Chaos, kills func() int) {
	n := 0
	chaos = c.s.d.StartChaos(soakSeed, fakediscord.Chaos{Every: every, Kill: func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.runs.kill()
		n++
		c.runs = c.s.serve()
	}})
	return chaos, func() int {
		c.mu.Lock()
		defer c.mu.Unlock()
		return n
	}
}

// once wants that each question has exactly one reply, and reports how many warnings took longer than two seconds since the
// calm began: a figure, since how fast a busy machine is decides no test.
func (c *crowd) once(calm time.Time) {
	c.s.t.Helper()
	wrong, late, worst := 0, 0, time.Duration(0)
	for _, m := range c.asked {
		if n := len(c.s.d.Replies(m)); n != 1 {
			wrong++
			c.s.t.Errorf("%q got %d replies", m.Content, n)
		}
	}
	for _, m := range c.chat {
		if n := len(c.s.d.Replies(m)); n != 0 {
			c.s.t.Errorf("%q was not for the bot and got %d replies", m.Content, n)
		}
	}
	for _, m := range c.dangers {
		replies := c.s.d.Replies(m)
		if m.Sent.Before(calm) || len(replies) == 0 {
			continue
		}
		took := replies[0].Sent.Sub(m.Sent)
		if worst = max(worst, took); took > soonest {
			late++
		}
	}
	c.s.t.Logf("Discord: %d events, %d questions, %d dangers, %d not answered exactly once, %d warnings late, the slowest after %s", c.events, len(c.asked),
		len(c.dangers), wrong, late, worst.Round(time.Millisecond))
}

// soonest is how long a warning may take while the platform takes posts.
const soonest = 2 * time.Second

// danger is what must be warned of.
const danger = "my chest hurts and my left arm is numb"

func (s *server) newCrowdOf(p *running, channels int) *crowd {
	c := s.newCrowd(channels)
	c.runs = p
	return c
}

func (s *server) newCrowd(channels int) *crowd {
	c := &crowd{s: s, r: rand.New(rand.NewPCG(soakSeed, 1))}
	for i := range channels {
		c.channels = append(c.channels, s.d.AddChannel(s.guild, fmt.Sprint("room-", i)))
	}
	for range min(150, 20*int(1+*soakFor/time.Second)) { // enough for nobody to ask too often
		who := c.person()
		c.friends = append(c.friends, who)
		c.asked = append(c.asked, s.d.Say(s.d.DM(who), who, "hello"))
	}
	c.allAnswered()
	return c
}

// talk lets the crowd say things for a time. Discord takes 50 requests a second from a bot, which bounds how much can be
// asked; the rest is talk that is not for the bot. Nobody asks so much that the bot's own limits would silence it: everybody
// asks once or twice, and each channel hears a few questions a minute.
func (c *crowd) talk(d time.Duration) {
	questions := []string{"what is shiatsu", "is oil used in swedish", "how much for an hour", "will i sleep better", "book me in", "hello", "how far is the moon"}
	for end := time.Now().Add(d); time.Now().Before(end); c.events++ {
		time.Sleep(time.Duration(c.r.IntN(15)) * time.Millisecond)
		q := questions[c.r.IntN(len(questions))]
		switch c.r.IntN(24) {
		case 0, 1:
			c.ask(c.room(), c.s.mention(q))
		case 2:
			who := c.friends[c.r.IntN(len(c.friends))]
			c.asked = append(c.asked, c.s.d.Say(c.s.d.DM(who), who, q))
		case 3:
			c.ask(c.room(), c.s.mention(q), fakediscord.Twice())
		case 4:
			m := c.ask(c.room(), c.s.mention("what is shiatsu"))
			c.s.d.EditMessage(m, c.s.mention("is oil used in swedish"))
			c.events++
		case 5:
			c.dangers = append(c.dangers, c.ask(c.room(), c.s.mention(danger)))
		default:
			c.chat = append(c.chat, c.s.d.Say(c.room(), c.person(), "see you at lunch guys"))
		}
	}
}

func (c *crowd) ask(x *fakediscord.Channel, text string, o ...fakediscord.SayOption) *fakediscord.Message {
	m := c.s.d.Say(x, c.person(), text, o...)
	c.asked = append(c.asked, m)
	return m
}

// person is somebody new.
func (c *crowd) person() *fakediscord.User {
	u := c.s.d.AddMember(c.s.guild, fmt.Sprint("person-", len(c.people)))
	c.people = append(c.people, u)
	return u
}

// room is a channel where few have asked lately.
func (c *crowd) room() *fakediscord.Channel {
	if c.events%10 == 0 {
		c.channels = append(c.channels[1:], c.s.d.AddChannel(c.s.guild, fmt.Sprint("room-", c.events)))
	}
	return c.channels[c.r.IntN(len(c.channels))]
}

// open counts the questions without a reply.
func (c *crowd) open() int {
	n := 0
	for _, m := range c.asked {
		if len(c.s.d.Replies(m)) == 0 {
			n++
		}
	}
	return n
}

// allAnswered waits until every question has a reply.
func (c *crowd) allAnswered() {
	c.s.t.Helper()
	for end := time.Now().Add(patience + 10*time.Second + 3*(*soakFor) + time.Duration(*burstOf)*time.Second/20); c.open() > 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().Before(end) {
			continue
		}
		if p := c.program(); p != nil {
			p.kill()
		}
		for _, m := range c.asked {
			if len(c.s.d.Replies(m)) == 0 {
				c.s.t.Errorf("no reply: %q, said at %s, direct %v, in the journal: %s", m.Content, m.Sent.UTC().Format("15:04:05.000"), m.GuildID == "", c.s.known(m))
			}
		}
		c.s.t.Fatalf("%d of %d questions have no reply; the program wrote\n%s", c.open(), len(c.asked), c.s.written)
	}
}

// known is what the journal of a program that has ended knows of a message.
func (s *server) known(m *fakediscord.Message) string {
	kept, err := store.Open(context.Background(), filepath.Join(s.dir, "data"), time.Now)
	if err != nil {
		return err.Error()
	}
	defer kept.Close()
	key := chat.Message{Place: chat.Place{Platform: "discord", Space: m.GuildID, Channel: m.ChannelID}, ID: m.ID}.Key()
	e, ok, err := kept.Lookup(context.Background(), key)
	seen, _, _ := kept.Kept(context.Background(), "seen/discord")
	return fmt.Sprintf("%v %+v %v, seen %s, id %s", ok, e, err, seen, m.ID)
}
