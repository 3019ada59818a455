package main

import (
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	fakewire "backtalk/internal/fake/wire"
)

// mortal is a program that anything may kill, and that is started again.
type mortal struct {
	h     *home
	mu    sync.Mutex
	runs  *running
	kills int
}

// now is the program as it runs now.
func (m *mortal) now() *running {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.runs
}

func (m *mortal) kill() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.runs.kill()
	m.kills++
	m.runs = m.h.serve()
}

// killed is how often it was killed.
func (m *mortal) killed() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.kills
}

// crowd is people who talk on a platform, and what they said.
type crowd struct {
	folk
	p       *mortal
	r       *rand.Rand
	lately  int // how many rooms people talk in, of those that were opened
	opened  int
	events  int
	asked   []said // what was put to the bot
	dangers []said // of that, what must be warned of
	chat    []said // what was not put to it
}

func newCrowd(f folk, p *mortal, rooms int) *crowd {
	c := &crowd{folk: f, p: p, r: rand.New(rand.NewPCG(soakSeed, 1)), lately: rooms}
	for range rooms {
		c.next()
	}
	return c
}

// greeted is the crowd, once everybody has said what comes before the rest.
func (c *crowd) greeted() *crowd {
	c.asked = c.greet()
	c.allAnswered()
	return c
}

// next lets people talk in a new room instead of the oldest, where many have asked lately.
func (c *crowd) next() {
	c.open()
	c.opened++
}

func (c *crowd) room() int { return c.opened - c.lately + c.r.IntN(c.lately) }

// ask lets somebody new put something to the bot.
func (c *crowd) ask(text string, twice bool) said {
	room := c.room()
	q := c.say(room, c.person(room), c.mention(text), twice)
	c.asked = append(c.asked, q)
	return q
}

// danger is what must be warned of.
const danger = "my chest hurts and my left arm is numb"

// talk lets the crowd say things for a time. Most is talk that is not for the bot. Nobody asks so much that the bot's own limits
// would silence it: everybody asks once or twice, and each room hears a few questions a minute.
func (c *crowd) talk(d time.Duration) {
	questions := []string{"what is shiatsu", "is oil used in swedish", "how much for an hour", "will i sleep better", "book me in", "hello", "how far is the moon"}
	for end := time.Now().Add(d); time.Now().Before(end); c.events++ {
		time.Sleep(time.Duration(c.r.IntN(15)) * time.Millisecond)
		if c.events%10 == 0 {
			c.next()
		}
		q := questions[c.r.IntN(len(questions))]
		switch c.r.IntN(c.sixOf()) {
		case 0, 1:
			c.ask(q, false)
		case 2:
			c.asked = append(c.asked, c.tell(c.r, q))
		case 3:
			c.ask(q, true)
		case 4:
			q := c.ask("what is shiatsu", false)
			c.asked[len(c.asked)-1] = q.edit(c.mention("is oil used in swedish"))
			c.events++
		case 5:
			c.dangers = append(c.dangers, c.ask(danger, false))
		default:
			room := c.room()
			c.chat = append(c.chat, c.say(room, c.person(room), "see you at lunch guys", false))
		}
	}
}

// trouble lets one thing after another go wrong on the platform, the program's death among it.
func (c *crowd) trouble() *fakewire.Chaos {
	kill := fakewire.Mishap{Name: "kill", Do: func(*fakewire.Chaos, int) { c.p.kill() }}
	return c.chaos(700*time.Millisecond, kill, kill)
}

// allAnswered waits until every question has a reply.
func (c *crowd) allAnswered() {
	t := c.p.h.t
	t.Helper()
	open := slices.Clone(c.asked)
	for end := time.Now().Add(patience + 20*time.Second + 3*(*soakFor) + time.Duration(*burstOf)*time.Second/20); ; time.Sleep(20 * time.Millisecond) {
		if open = slices.DeleteFunc(open, func(q said) bool { return len(q.replies()) > 0 }); len(open) == 0 {
			return
		}
		if time.Now().After(end) {
			break
		}
	}
	c.p.now().kill()
	for _, q := range open {
		t.Errorf("%s: no reply: %q, said at %s, %s", c, q.text, q.at.UTC().Format("15:04:05.000"), q.trace())
	}
	t.Fatalf("%s: %d of %d questions have no reply; the program wrote\n%s", c, len(open), len(c.asked), c.p.h.written)
}

// soonest is how long a warning may take while the platform takes posts.
const soonest = 2 * time.Second

// once wants that each question has exactly one reply, and reports how many warnings took longer than two seconds since the
// calm began: a figure, since how fast a busy machine is decides no test.
func (c *crowd) once(calm time.Time) {
	t := c.p.h.t
	t.Helper()
	c.settle()
	wrong, late, worst := 0, 0, time.Duration(0)
	for _, q := range c.asked {
		if all := q.replies(); len(all) != 1 {
			wrong++
			t.Errorf("%s: %q got %d replies: %v", c, q.text, len(all), all)
		}
	}
	for _, q := range c.chat {
		if n := len(q.replies()); n != 0 {
			t.Errorf("%s: %q was not for the bot and got %d replies", c, q.text, n)
		}
	}
	for _, q := range c.dangers {
		replies := q.replies()
		if q.at.Before(calm) || len(replies) == 0 {
			continue
		}
		took := replies[0].at.Sub(q.at)
		if worst = max(worst, took); took > soonest {
			late++
		}
	}
	t.Logf("%s: %d events, %d questions, %d dangers, %d not answered exactly once, %d warnings late, the slowest after %s", c, c.events, len(c.asked),
		len(c.dangers), wrong, late, worst.Round(time.Millisecond))
}
