package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	fakeslack "backtalk/internal/fake/slack"
)

// TestSoakSlack lets a workspace talk while faults come one after the other and the program is killed and started
// again: each question that was put to the bot must have exactly one reply in the end. Then the faults end, and how fast warnings
// come is measured.
func TestSoakSlack(t *testing.T) {
	t.Parallel()
	if testing.Short() || raceDetector {
		t.Skip("a soak of the program as it is shipped; the adapters' own tests run with the race detector")
	}
	w := soakedWorkspace(t, "")
	p := w.up()
	crowd := w.newCrowd(40)
	chaos := w.s.Chaos(soakSeed, 700*time.Millisecond)
	kills := 0
	for end := time.Now().Add(*soakFor * 2 / 3); time.Now().Before(end); kills++ {
		crowd.talk(*soakFor / 6)
		p.kill()
		p = w.serve()
	}
	faults := chaos.Stop()
	w.s.Heal()
	crowd.allAnswered()
	calm := time.Now()
	crowd.talk(*soakFor / 3)
	crowd.allAnswered()
	w.s.AwaitQuiet(time.Second, patience)
	crowd.once(calm)
	t.Logf("faults %v, %d kills", faults, kills)
	p.stop()
}

// once is what [crowd.once] is on Discord.
func (c *slackCrowd) once(calm time.Time) {
	c.w.t.Helper()
	wrong, late, worst := 0, 0, time.Duration(0)
	for _, q := range c.asked {
		if n := len(c.w.replies(q)); n != 1 {
			wrong++
			c.w.t.Errorf("the question %s in %s got %d replies", q.TS, q.Channel.Kind, n)
			for _, m := range c.w.replies(q) {
				c.w.t.Logf("  %s %.40q, metadata %s", m.TS, m.Text, m.Metadata)
			}
		}
	}
	for _, q := range c.chat {
		if n := len(c.w.replies(q)); n != 0 {
			c.w.t.Errorf("talk that was not for the bot got %d replies", n)
		}
	}
	for _, q := range c.dangers {
		replies := c.w.replies(q)
		if len(replies) == 0 || tsTime(q.TS).Before(calm) {
			continue
		}
		took := tsTime(replies[0].TS).Sub(tsTime(q.TS))
		if worst = max(worst, took); took > soonest {
			late++
		}
	}
	c.w.t.Logf("Slack: %d events, %d questions, %d dangers, %d not answered exactly once, %d warnings late, the slowest after %s", c.events, len(c.asked),
		len(c.dangers), wrong, late, worst.Round(time.Millisecond))
}

// tsTime is the moment in a message's ts.
func tsTime(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	s, _ := strconv.ParseInt(seconds, 10, 64)
	us, _ := strconv.ParseInt(micros, 10, 64)
	return time.Unix(s, us*1000)
}

// soakedWorkspace is a workspace whose Slack delivers again after seconds instead of minutes.
func soakedWorkspace(t *testing.T, discord string, env ...string) *workspace {
	second := time.Second
	s := fakeslack.New(t, fakeslack.AllowViolations(), fakeslack.WithTiming(fakeslack.Timing{
		Retries: []time.Duration{0, second, 2 * second, 4 * second, 8 * second, 16 * second}, Grace: second}))
	return newWorkspaceOn(t, s, discord, "", env...)
}

// slackCrowd is people who talk in a workspace.
type slackCrowd struct {
	w        *workspace
	r        *rand.Rand
	channels []*fakeslack.Channel
	people   int
	asked    []fakeslack.Said // what was put to the bot
	chat     []fakeslack.Said // what was not
	dangers  []fakeslack.Said // of what was put to the bot, what must be warned of
	events   int
}

func (w *workspace) newCrowd(channels int) *slackCrowd {
	c := &slackCrowd{w: w, r: rand.New(rand.NewPCG(soakSeed, 2))}
	for i := range channels {
		c.channels = append(c.channels, w.team.AddChannel(fmt.Sprint("room-", i)).AddBot())
	}
	return c
}

// person is somebody new, in the room.
func (c *slackCrowd) person(room *fakeslack.Channel) *fakeslack.User {
	c.people++
	u := c.w.team.AddUser(fmt.Sprint("person-", c.people))
	room.AddUsers(u)
	return u
}

// talk lets the crowd say things for a time. Slack takes one post a second in a channel, which bounds how much can be
// asked; the rest is talk that is not for the bot.
func (c *slackCrowd) talk(d time.Duration) {
	questions := []string{"what is shiatsu", "is oil used in swedish", "how much for an hour", "will i sleep better", "book me in", "hello", "how far is the moon"}
	for end := time.Now().Add(d); time.Now().Before(end); c.events++ {
		time.Sleep(time.Duration(c.r.IntN(15)) * time.Millisecond)
		q := questions[c.r.IntN(len(questions))]
		room := c.channels[c.r.IntN(len(c.channels))]
		who := c.person(room)
		switch c.r.IntN(16) {
		case 0, 1:
			c.asked = append(c.asked, who.Say(room, "@backtalk "+q))
		case 2:
			c.asked = append(c.asked, who.Tell(q))
		case 3:
			said := who.Say(room, "@backtalk what is shiatsu")
			c.asked = append(c.asked, who.Edit(said, "@backtalk is oil used in swedish"))
			c.events++
		case 4:
			c.w.s.Double(1)
			c.asked = append(c.asked, who.Say(room, "@backtalk "+q))
		case 5:
			c.dangers = append(c.dangers, who.Say(room, "@backtalk "+danger))
			c.asked = append(c.asked, c.dangers[len(c.dangers)-1])
		default:
			c.chat = append(c.chat, who.Say(room, "see you at lunch guys"))
		}
		if c.events%20 == 0 { // where few have asked lately
			c.channels = append(c.channels[1:], c.w.team.AddChannel(fmt.Sprint("more-", c.events)).AddBot())
		}
	}
}

// replies is what the bot said to a message, in its thread or after it in a direct message.
func (w *workspace) replies(q fakeslack.Said) []fakeslack.Message {
	all := fakeslack.BotMessages(q.Channel.Thread(q.TS, nil))
	if q.Channel.Kind != fakeslack.IM {
		return all
	}
	for _, m := range fakeslack.BotMessages(q.Channel.All()) {
		if m.TS > q.TS && m.ThreadTS == "" {
			all = append(all, m)
		}
	}
	return all
}

// allAnswered waits until every question has a reply.
func (c *slackCrowd) allAnswered() {
	c.w.t.Helper()
	var open []fakeslack.Said
	for end := time.Now().Add(patience + 20*time.Second + 3*(*soakFor) + time.Duration(*burstOf)*time.Second/20); ; time.Sleep(50 * time.Millisecond) {
		open = open[:0]
		for _, q := range c.asked {
			if len(c.w.replies(q)) == 0 {
				open = append(open, q)
			}
		}
		if len(open) == 0 {
			return
		}
		if time.Now().After(end) {
			break
		}
	}
	for _, q := range open {
		tries := 0
		for _, d := range q.Deliveries {
			tries += d.Tries()
		}
		c.w.t.Errorf("no reply to %s in %s, sent %d times, acknowledged %v", q.TS, q.Channel.Kind, tries, q.Deliveries[0].Acknowledged())
	}
	c.w.t.Fatalf("%d of %d questions have no reply; the program wrote\n%s", len(open), len(c.asked), c.w.written)
}
