package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"backtalk/internal/chat"
	"backtalk/internal/discord/discordtest"
	"backtalk/internal/store"
)

// soakFor is how long people talk in each soak; the figures of a longer one belong into the notes of a change.
var soakFor = flag.Duration("soak", 2*time.Second, "how long each soak lasts")

// soakSeed makes the same people say the same things; which faults meet which events still differs a little.
const soakSeed = 20261122

// TestSoakDiscord lets a crowd talk while faults come one after the other and the program is killed and started again:
// each question that was put to the bot must have exactly one reply in the end.
func TestSoakDiscord(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("a soak of the program as it is shipped; the adapters' own tests run with the race detector")
	}
	s := newServer(t)
	s.d.AllowViolations() // a kill in the middle of a request is no fault of the program
	p := s.up()
	crowd := s.newCrowd(40)
	crowd.p = func() *running { return p }
	var mu sync.Mutex
	kills := 0
	chaos := s.d.StartChaos(soakSeed, discordtest.Chaos{Every: 700 * time.Millisecond, Kill: func() {
		mu.Lock()
		defer mu.Unlock()
		p.kill()
		kills++
		p = s.serve()
	}})
	crowd.talk(*soakFor)
	faults := chaos.Stop()
	mu.Lock()
	defer mu.Unlock()
	crowd.allAnswered()
	doubled := 0
	for _, m := range crowd.asked {
		if n := len(s.d.Replies(m)); n != 1 {
			doubled++
			t.Errorf("%q got %d replies", m.Content, n)
		}
	}
	for _, m := range crowd.chat {
		if n := len(s.d.Replies(m)); n != 0 {
			t.Errorf("%q was not for the bot and got %d replies", m.Content, n)
		}
	}
	t.Logf("%d events, %d questions, %d faults, %d kills, %d not answered exactly once", crowd.events, len(crowd.asked), faults, kills, doubled)
	p.stop()
}

// TestSteady serves crowds on both platforms in this process, with faults but without kills: goroutines and memory must
// level off.
func TestSteady(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("measures the program as it is shipped")
	}
	s := newGuild(t)
	s.d.AllowViolations()
	w := soakedWorkspace(t, "discord: {api_url: "+s.d.API()+"}", "BACKTALK_DISCORD_TOKEN="+discordtest.Token)
	s.home = w.home
	stop := w.here("serve", "--knowledge", w.dir+"/articles", "--config", w.dir+"/"+configName)
	w.until("the bot connects", func() bool { return s.d.Connected() == 1 && w.s.Connections() == 2 })
	here, there := s.newCrowd(20), w.newCrowd(20)
	levelsOff(t, func(i int) {
		seed := soakSeed + uint64(i)
		first, second := s.d.StartChaos(seed, discordtest.Chaos{Every: 500 * time.Millisecond}), w.s.Chaos(seed, 500*time.Millisecond)
		var talking sync.WaitGroup
		talking.Go(func() { here.talk(*soakFor / 4) })
		there.talk(*soakFor / 4)
		talking.Wait()
		first.Stop()
		second.Stop()
		here.allAnswered()
		there.allAnswered()
	})
	t.Logf("%d questions on Discord, %d on Slack", len(here.asked), len(there.asked))
	stop()
}

// levelsOff wants that goroutines and memory do not grow from one spell of work to the next.
func levelsOff(t *testing.T, work func(spell int)) {
	t.Helper()
	var goroutines [3]int
	var heap [3]uint64
	for i := range goroutines {
		work(i)
		goroutines[i], heap[i] = measure()
	}
	t.Logf("goroutines %v, heap in MB %.1f %.1f %.1f", goroutines, mb(heap[0]), mb(heap[1]), mb(heap[2]))
	if goroutines[2] > goroutines[0]+40 {
		t.Errorf("goroutines grow: %v", goroutines)
	}
	if heap[2] > 2*heap[0]+(16<<20) {
		t.Errorf("memory grows: %v", heap)
	}
}

func mb(bytes uint64) float64 { return float64(bytes) / (1 << 20) }

// measure counts goroutines and bytes in use.
func measure() (int, uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return runtime.NumGoroutine(), m.HeapAlloc
}

// crowd is people who talk in a server.
type crowd struct {
	s        *server
	r        *rand.Rand
	people   []*discordtest.User
	channels []*discordtest.Channel
	asked    []*discordtest.Message // what was put to the bot
	chat     []*discordtest.Message // what was not
	events   int
	friends  []*discordtest.User // who have written to the bot before: only their channels can be found again after a gap
	p        func() *running
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
			c.ask(c.room(), c.s.mention(q), discordtest.Twice())
		case 4:
			m := c.ask(c.room(), c.s.mention("what is shiatsu"))
			c.s.d.EditMessage(m, c.s.mention("is oil used in swedish"))
			c.events++
		default:
			c.chat = append(c.chat, c.s.d.Say(c.room(), c.person(), "see you at lunch guys"))
		}
	}
}

func (c *crowd) ask(x *discordtest.Channel, text string, o ...discordtest.SayOption) *discordtest.Message {
	m := c.s.d.Say(x, c.person(), text, o...)
	c.asked = append(c.asked, m)
	return m
}

// person is somebody new.
func (c *crowd) person() *discordtest.User {
	u := c.s.d.AddMember(c.s.guild, fmt.Sprint("person-", len(c.people)))
	c.people = append(c.people, u)
	return u
}

// room is a channel where few have asked lately.
func (c *crowd) room() *discordtest.Channel {
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
	for end := time.Now().Add(patience + 10*time.Second + 3*(*soakFor)); c.open() > 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().Before(end) {
			continue
		}
		if c.p != nil {
			c.p().kill()
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
func (s *server) known(m *discordtest.Message) string {
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
