package slack

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"testing"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// underTest is the adapter and the fake Slack as the contract sees them.
type underTest struct {
	*world
	t testing.TB

	mu      sync.Mutex
	people  map[string]*fakeslack.User
	said    map[string]fakeslack.Said
	pressed map[string]*fakeslack.Delivery
}

func newUnderTest(t testing.TB, s chattest.Setup) chattest.Adapter {
	w := newWorld(t, s.Handler, func(w *world, o *Options) {
		o.Courier.Deadline, o.Log = s.Deadline, s.Log
		o.Spaces[w.clinic.ID] = Space{Listen: []string{w.general.ID}}
	})
	return &underTest{world: w, t: t, people: map[string]*fakeslack.User{}, said: map[string]fakeslack.Said{}, pressed: map[string]*fakeslack.Delivery{}}
}

func (u *underTest) person(id string) *fakeslack.User {
	p := u.people[id]
	if p == nil {
		p = u.clinic.AddUser("person" + id)
		u.general.AddUsers(p)
		u.people[id] = p
	}
	return p
}

// Message lets a person write, change, or lets Slack deliver again.
func (u *underTest) Message(m chat.Message) {
	u.mu.Lock()
	who := u.person(m.Author)
	typed := m.Text
	if m.Addressed {
		typed = "@backtalk " + m.Text
	}
	before, again := u.said[m.ID]
	switch {
	case m.Edited:
		u.said[m.ID] = who.Edit(before, typed)
	case again:
		for _, d := range before.Deliveries {
			d.Repeat()
		}
	default:
		u.said[m.ID] = who.Say(u.general, typed)
	}
	u.mu.Unlock()
	u.settle(u.t)
}

// Delete deletes what a person wrote.
func (u *underTest) Delete(m chat.Message) {
	u.mu.Lock()
	u.people[m.Author].Delete(u.said[m.ID])
	u.mu.Unlock()
	u.settle(u.t)
}

// Press lets a person use a control of the newest post, or Slack deliver that again.
func (u *underTest) Press(p chat.Press) {
	u.mu.Lock()
	defer u.settle(u.t)
	defer u.mu.Unlock()
	if d := u.pressed[p.ID]; d != nil {
		d.Repeat()
		return
	}
	who := u.person(p.Author)
	all := u.posts(who)
	newest := all[len(all)-1]
	for _, c := range newest.Controls() {
		for _, o := range append([]fakeslack.ControlOption{{Value: c.Value}}, c.Options...) {
			if a, ref, _, ok := decode(o.Value); ok && a == p.Action && ref == p.Ref {
				d, err := who.PressControl(newest, c, o)
				if err != nil {
					u.t.Errorf("pressing: %v", err)
				}
				u.pressed[p.ID] = d
				return
			}
		}
	}
	u.t.Errorf("nothing offers %s %s", p.Action, p.Ref)
}

// posts are the bot's messages everywhere, oldest first.
func (u *underTest) posts(*fakeslack.User) []fakeslack.Message {
	all := fakeslack.BotMessages(u.server.AllMessages())
	slices.SortFunc(all, func(a, b fakeslack.Message) int { return cmp.Compare(a.TS, b.TS) })
	return all
}

// Posts is what stands there. A menu is counted with what it opens.
func (u *underTest) Posts() []chattest.Post {
	u.mu.Lock()
	defer u.mu.Unlock()
	var out []chattest.Post
	for _, m := range u.posts(nil) {
		p := chattest.Post{Text: m.Rendered(), Private: m.Ephemeral || m.Channel.Kind == fakeslack.IM, Mentions: m.Mentions()}
		for _, c := range m.Controls() {
			if len(c.Options) > 0 {
				var labels []string
				for _, o := range c.Options {
					labels = append(labels, o.Label)
				}
				p.Text = strings.Replace(p.Text, "["+c.Label+" ▾]", "["+strings.Join(labels, "\n")+"]", 1)
			}
		}
		for _, l := range m.Links() {
			p.Links = append(p.Links, chat.Link{Label: l.Label, URL: l.URL})
		}
		out = append(out, p)
	}
	return out
}

// Close ends the adapter.
func (u *underTest) Close() error { return u.end() }

// TestContract: Slack can do everything.
func TestContract(t *testing.T) {
	t.Parallel()
	chattest.Suite{New: newUnderTest, Can: []chattest.Ability{chattest.Redelivery, chattest.Editing, chattest.Deleting, chattest.Pressing,
		chattest.Buttons, chattest.Privacy, chattest.Overhears}}.Run(t)
}
