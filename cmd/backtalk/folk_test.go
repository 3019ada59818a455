package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
	fakeslack "backtalk/internal/fake/slack"
	fakewire "backtalk/internal/fake/wire"
	"backtalk/internal/store"
)

// folk are the people on a platform and its rooms, as a [crowd] needs them.
type folk interface {
	fmt.Stringer                                     // the platform's name
	sixOf() int                                      // of so many things that are said six are put to the bot: the platform bounds how much can be answered
	open()                                           // opens another room
	person(room int) (who int)                       // somebody new, who sees a room
	mention(text string) string                      // the text, put to the bot
	say(room, who int, text string, twice bool) said // twice: the platform tells the program twice
	greet() []said                                   // what has to be said before anybody tells the bot something
	tell(r *rand.Rand, text string) said             // in a direct message
	chaos(pause time.Duration, more ...fakewire.Mishap) *fakewire.Chaos
	settle() // waits until nothing is under way on the platform
}

// said is one thing that somebody said.
type said struct {
	text    string
	at      time.Time
	edit    func(text string) said
	replies func() []reply
	trace   func() string // what became of it, once the program has ended
}

// reply is one thing that the bot said to it.
type reply struct {
	at   time.Time
	text string
}

// discordFolk are the people of a Discord server.
type discordFolk struct {
	*server
	rooms   []*fakediscord.Channel
	people  []*fakediscord.User
	friends []*fakediscord.User // have written to the bot before: only their channels can be found again after a gap
}

func (f *discordFolk) String() string { return "Discord" }

func (f *discordFolk) sixOf() int { return 24 } // 50 requests a second

func (f *discordFolk) open() {
	f.rooms = append(f.rooms, f.d.AddChannel(f.guild, fmt.Sprint("room-", len(f.rooms))))
}

func (f *discordFolk) person(int) int {
	f.people = append(f.people, f.d.AddMember(f.guild, fmt.Sprint("person-", len(f.people))))
	return len(f.people) - 1
}

func (f *discordFolk) say(room, who int, text string, twice bool) said {
	var o []fakediscord.SayOption
	if twice {
		o = append(o, fakediscord.Twice())
	}
	return f.heard(f.d.Say(f.rooms[room], f.people[who], text, o...))
}

func (f *discordFolk) greet() (all []said) {
	for range min(150, 20*int(1+*soakFor/time.Second)) { // enough for nobody to ask too often
		who := f.people[f.person(0)]
		f.friends = append(f.friends, who)
		all = append(all, f.heard(f.d.Say(f.d.DM(who), who, "hello")))
	}
	return all
}

func (f *discordFolk) tell(r *rand.Rand, text string) said {
	who := f.friends[r.IntN(len(f.friends))]
	return f.heard(f.d.Say(f.d.DM(who), who, text))
}

func (f *discordFolk) chaos(pause time.Duration, more ...fakewire.Mishap) *fakewire.Chaos {
	return f.d.StartChaos(soakSeed, pause, more...)
}

func (f *discordFolk) settle() {}

func (f *discordFolk) heard(m *fakediscord.Message) said {
	return said{text: m.Content, at: m.Sent, trace: func() string { return f.known(m) },
		edit: func(text string) said { return f.heard(f.d.EditMessage(m, text)) },
		replies: func() (all []reply) {
			for _, r := range f.d.Replies(m) {
				all = append(all, reply{r.Sent, r.Content})
			}
			return all
		}}
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
	return fmt.Sprintf("direct %v, in the journal: %v %+v %v, seen %s, id %s", m.GuildID == "", ok, e, err, seen, m.ID)
}

// slackFolk are the people of a Slack workspace.
type slackFolk struct {
	*workspace
	rooms  []*fakeslack.Channel
	people []*fakeslack.User
}

// soakedWorkspace is a workspace whose Slack delivers again after seconds instead of minutes.
func soakedWorkspace(t *testing.T, discord string, env ...string) *workspace {
	second := time.Second
	s := fakeslack.New(t, fakeslack.AllowViolations(), fakeslack.WithTiming(fakeslack.Timing{
		Retries: []time.Duration{0, second, 2 * second, 4 * second, 8 * second, 16 * second}, Grace: second}))
	return newWorkspaceOn(t, s, discord, "", env...)
}

func (f *slackFolk) String() string { return "Slack" }

func (f *slackFolk) sixOf() int { return 16 } // one post a second in a channel

func (f *slackFolk) open() {
	f.rooms = append(f.rooms, f.team.AddChannel(fmt.Sprint("room-", len(f.rooms))).AddBot())
}

func (f *slackFolk) person(room int) int {
	f.people = append(f.people, f.team.AddUser(fmt.Sprint("person-", len(f.people))))
	f.rooms[room].AddUsers(f.people[len(f.people)-1])
	return len(f.people) - 1
}

func (f *slackFolk) mention(text string) string { return "@backtalk " + text }

func (f *slackFolk) say(room, who int, text string, twice bool) said {
	if twice {
		f.s.Double(1)
	}
	return f.heard(f.people[who], f.people[who].Say(f.rooms[room], text), text)
}

func (f *slackFolk) greet() []said { return nil }

func (f *slackFolk) tell(_ *rand.Rand, text string) said {
	who := f.people[f.person(len(f.rooms)-1)]
	return f.heard(who, who.Tell(text), text)
}

func (f *slackFolk) chaos(pause time.Duration, more ...fakewire.Mishap) *fakewire.Chaos {
	return f.s.StartChaos(soakSeed, pause, more...)
}

func (f *slackFolk) settle() { f.s.AwaitQuiet(time.Second, patience) }

func (f *slackFolk) heard(who *fakeslack.User, q fakeslack.Said, text string) said {
	return said{text: text, at: tsTime(q.TS),
		edit: func(text string) said { return f.heard(who, who.Edit(q, text), text) },
		replies: func() (all []reply) {
			for _, m := range f.replies(q) {
				all = append(all, reply{tsTime(m.TS), fmt.Sprintf("%.40q, metadata %s", m.Text, m.Metadata)})
			}
			return all
		},
		trace: func() string {
			tries := 0
			for _, d := range q.Deliveries {
				tries += d.Tries()
			}
			return fmt.Sprintf("%s in %s, sent %d times, acknowledged %v", q.TS, q.Channel.Kind, tries, q.Deliveries[0].Acknowledged())
		}}
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

// tsTime is the moment in a message's ts.
func tsTime(ts string) time.Time {
	seconds, micros, _ := strings.Cut(ts, ".")
	s, _ := strconv.ParseInt(seconds, 10, 64)
	us, _ := strconv.ParseInt(micros, 10, 64)
	return time.Unix(s, us*1000)
}
