package discord

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat"
)

// Ids in the recorded events.
const (
	botID    = "100000000000000001"
	botRole  = "100000000000000002"
	guildID  = "100000000000000010"
	roomID   = "100000000000000011"
	forumID  = "100000000000000012"
	threadID = "100000000000000013"
	annID    = "100000000000000020"
	bobID    = "100000000000000021"
)

// settings are where the recorded events were written, by channel.
func settings(channelID string, staff bool) setting {
	room := channel{ID: roomID, GuildID: guildID, Type: kindText}
	s := setting{bot: botID, role: botRole, channel: room, staff: staff}
	switch channelID {
	case threadID:
		s.channel = channel{ID: threadID, GuildID: guildID, ParentID: forumID, Type: kindPublicThread}
		s.parent = channel{ID: forumID, GuildID: guildID, Type: kindForum}
		s.space, s.title = Space{Forums: []string{forumID}}, "Sore back after running"
	case roomID:
	default:
		s.channel = channel{ID: channelID, Type: kindDirect}
	}
	return s
}

// TestReceive reads recorded events: each file holds the event, whether the bot listens there, and what comes of it.
func TestReceive(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "receive", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no recorded events: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var c struct {
				Listen bool            `json:"listen"`
				Staff  bool            `json:"staff"`
				Posts  bool            `json:"forum_text"`
				Event  json.RawMessage `json:"event"`
				Want   *chat.Message   `json:"want"`
			}
			if err := json.Unmarshal(data, &c); err != nil {
				t.Fatal(err)
			}
			m := decode[message](c.Event)
			at := settings(m.ChannelID, c.Staff)
			if c.Listen {
				at.space.Listen = []string{roomID, forumID}
			}
			at.space.ForumText = c.Posts
			got, ok := receive(m, at)
			switch {
			case ok != (c.Want != nil):
				t.Errorf("got %+v, %v, want %+v", got, ok, c.Want)
			case ok:
				if got.Time.IsZero() {
					t.Error("there is no time")
				}
				got.Time = c.Want.Time
				if got != *c.Want {
					t.Errorf("got %+v, want %+v", got, *c.Want)
				}
			}
		})
	}
}

// FuzzReceive: whatever an event holds, what comes of it is a whole message by a person, without the bot's mention.
func FuzzReceive(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "receive", "*.json"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(decode[struct {
			Event json.RawMessage `json:"event"`
		}](data).Event))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m := decode[message](data)
		at := settings(m.ChannelID, false)
		at.space.Listen = []string{roomID}
		got, ok := receive(m, at)
		if !ok {
			return
		}
		if got.ID == "" || got.Channel == "" || got.Author == "" || got.Author == botID || strings.Contains(got.Text, "<@"+botID+">") || got.Text != strings.TrimSpace(got.Text) {
			t.Errorf("got %+v", got)
		}
	})
}

func TestPlainText(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"<@1> hello", "hello"},
		{"<@!1> hello", "hello"},
		{"hello <@&2>", "hello"},
		{"<@1>hello<@1>", "hello"},
		{"for <@5>: does it hurt?", "for @: does it hurt?"},
		{"5 < 6 & 7 > 6 &amp; *not bold*", "5 < 6 & 7 > 6 &amp; *not bold*"},
		{"my back <:sad:123> <a:sadder:123>", "my back :sad: :sadder:"},
		{"try </ask:123>", "try /ask"},
		{"<@> <@x> <@!> <@!!1> <:a> <1> <", "<@> <@x> <@!> <@!!1> <:a> <1> <"},
		{"<<@1>>", "<>"},
		{"<#3> <t:1:R>", "<#3> <t:1:R>"},
		{"\xff", "\ufffd"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := plainText(tt.in, "1", "2"); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestControlRoundTrip(t *testing.T) {
	t.Parallel()
	for _, c := range []control{
		{action: chat.Dismiss},
		{action: chat.Show, ref: "article/section/3"},
		{action: chat.PostLink, ref: strings.Repeat("x", 64), channel: "1574013107510968321", message: "1574013107968147457"},
		{action: chat.Post, ref: "flag:cauda-equina", channel: "1", message: "2"},
		{action: chat.Ask, ref: "a.b.c"},
		{action: chooses, channel: roomID, message: annID},
	} {
		id, ok := c.id()
		if !ok || len(id) > maxCustomID {
			t.Errorf("%+v: got %q, %v", c, id, ok)
		}
		if got, ok := parseControl(id); !ok || got != c {
			t.Errorf("%q: got %+v, want %+v", id, got, c)
		}
	}
	for _, c := range []control{{action: "unknown"}, {action: chat.Show, ref: "two words"}, {action: chat.Show, ref: strings.Repeat("x", 65)},
		{action: chat.Show, channel: "1"}, {action: chat.Show, message: "x", channel: "1"}, {action: chat.Show, message: "01", channel: "1"}} {
		if id, ok := c.id(); ok {
			t.Errorf("%+v was written as %q", c, id)
		}
	}
}

func FuzzParseControl(f *testing.F) {
	for _, id := range []string{"show...a/b/1", "choose.rcn1hssighu.rcn1hssighv.", "ask.1.2.x.y", "", "...", "show.01.2.", "show.A.2.", "show.1..", "SHOW...", "show..."} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if c, ok := parseControl(id); ok {
			if again, ok := c.id(); !ok || again != id {
				t.Errorf("%q was read as %+v, which is written %q", id, c, again)
			}
		}
		if action, ref, ok := parseValue(id); ok {
			if again, ok := (control{action: action, ref: ref}).value(); !ok || again != id {
				t.Errorf("the value %q is written %q", id, again)
			}
		}
	})
}

// recorded is an interaction as Discord sends it.
func recorded(kind int, where, data string) interaction {
	return decode[interaction]([]byte(fmt.Sprintf(`{"id":"100000000000000099","application_id":"%s","type":%d,"token":"t","channel_id":"%s",%s,"data":%s}`, botID, kind, roomID, where, data)))
}

func TestReadInteraction(t *testing.T) {
	t.Parallel()
	const (
		inRoom   = `"guild_id":"` + guildID + `","channel":{"id":"` + roomID + `","type":0},"member":{"nick":"Annie","roles":["7"],"permissions":"0","user":{"id":"` + annID + `","username":"ann","global_name":"Ann"}}`
		asStaff  = `"guild_id":"` + guildID + `","channel":{"id":"` + roomID + `","type":11,"parent_id":"` + roomID + `"},"member":{"roles":[],"permissions":"8192","user":{"id":"` + annID + `","username":"ann"}}`
		inDirect = `"user":{"id":"` + annID + `","username":"ann","global_name":"Ann"}`
	)
	now := time.Unix(1_800_000_000, 0)
	room := chat.Place{Platform: Name, Space: guildID, Channel: roomID}
	direct := chat.Place{Platform: Name, Channel: roomID}
	press := func(p chat.Press) *chat.Press {
		p.ID, p.Author, p.Time = "100000000000000099", annID, now
		if p.Channel == "" {
			p.Place, p.Name = room, "Annie"
		}
		return &p
	}
	question := func(m chat.Message) *chat.Message {
		m.ID, m.Author, m.Time, m.Addressed, m.Command = "100000000000000099", annID, now, true, true
		if m.Channel == "" {
			m.Place = room
		}
		return &m
	}
	text := "sore ba"
	show, _ := control{action: chat.Show, ref: "a/b/1", channel: roomID, message: bobID}.id()
	far, _ := control{action: chat.Reveal, channel: threadID, message: bobID}.id()
	sel, _ := control{action: chooses, channel: roomID, message: bobID}.id()
	target := chat.Message{Place: room, ID: bobID, Time: timeOf(bobID)}
	farTarget := chat.Message{Place: chat.Place{Platform: Name, Space: guildID, Channel: forumID, Thread: threadID}, ID: bobID, Time: timeOf(bobID)}
	found := chat.Message{Place: room, ID: bobID, Author: bobID, Text: "my back hurts", Time: timeOf(bobID)}
	tests := []struct {
		name string
		in   interaction
		want deed
	}{
		{"ask", recorded(2, inRoom, `{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"sore back"}]}`), deed{private: true, question: question(chat.Message{Text: "sore back", Private: true})}},
		{"ask in public", recorded(2, inRoom, `{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"sore back"},{"name":"private","type":5,"value":false}]}`), deed{question: question(chat.Message{Text: "sore back"})}},
		{"ask directly", recorded(2, inDirect, `{"name":"ask","type":1,"options":[{"name":"private","value":false},{"name":"question","value":"sore back"}]}`), deed{private: true, question: question(chat.Message{Place: direct, Direct: true, Private: true, Text: "sore back"})}},
		{"typing", recorded(4, inRoom, `{"name":"ask","options":[{"name":"question","value":"sore ba","focused":true}]}`), deed{typing: &text}},
		{"typing nothing", recorded(4, inRoom, `{"name":"ask","options":[]}`), deed{}},
		{"book", recorded(2, inRoom, `{"name":"book"}`), deed{private: true, about: room, press: press(chat.Press{Action: chat.Book})}},
		{"pause", recorded(2, asStaff, `{"name":"backtalk","options":[{"name":"pause","type":1,"options":[{"name":"where","value":"everywhere"}]}]}`), deed{private: true, about: chat.Place{Platform: Name, Space: guildID, Channel: roomID, Thread: roomID},
			press: press(chat.Press{Place: chat.Place{Platform: Name, Space: guildID, Channel: roomID, Thread: roomID}, Name: "ann", Staff: true, Action: chat.Pause, Ref: chat.Everywhere})}},
		{"pause here", recorded(2, inRoom, `{"name":"backtalk","options":[{"name":"pause","type":1,"options":[{"name":"where","value":"here"}]}]}`), deed{private: true, about: room, press: press(chat.Press{Action: chat.Pause})}},
		{"no subcommand", recorded(2, inRoom, `{"name":"backtalk","options":[{"name":"help","type":1}]}`), deed{}},
		{"find", recorded(2, inRoom, `{"name":"Find an answer","type":3,"target_id":"`+bobID+`","resolved":{"messages":{"`+bobID+`":{"id":"`+bobID+`","channel_id":"`+roomID+`","type":0,"content":"my back hurts","author":{"id":"`+bobID+`"}}}}}`),
			deed{private: true, about: room, press: press(chat.Press{Action: chat.Find, Target: &found})}},
		{"button", recorded(3, inRoom, `{"custom_id":"`+show+`"}`), deed{private: true, pressed: true, about: room, press: press(chat.Press{Action: chat.Show, Ref: "a/b/1", Target: &target})}},
		{"button that only they see", recorded(3, inRoom+`,"message":{"id":"5","flags":64}`, `{"custom_id":"`+show+`"}`), deed{private: true, pressed: true, about: room, press: press(chat.Press{Action: chat.Show, Ref: "a/b/1", Alone: true, Target: &target})}},
		{"button about elsewhere", recorded(3, inRoom, `{"custom_id":"`+far+`"}`), deed{private: true, pressed: true, about: farTarget.Place, press: press(chat.Press{Action: chat.Reveal, Target: &farTarget})}},
		{"select", recorded(3, inRoom, `{"custom_id":"`+sel+`","values":["ask.length"]}`), deed{private: true, pressed: true, about: room, press: press(chat.Press{Action: chat.Ask, Ref: "length", Target: &target})}},
		{"select of nothing", recorded(3, inRoom, `{"custom_id":"`+sel+`","values":[]}`), deed{}},
		{"forged", recorded(3, inRoom, `{"custom_id":"show.x"}`), deed{}},
		{"unknown command", recorded(2, inRoom, `{"name":"other"}`), deed{}},
		{"form", recorded(5, inRoom, `{"custom_id":"m","components":[{"type":18}]}`), deed{}},
		{"nobody", recorded(2, `"guild_id":"1"`, `{"name":"ask"}`), deed{}},
		{"option of a wrong type", recorded(2, inRoom, `{"name":"ask","options":[{"name":"question","value":7}]}`), deed{private: true, question: question(chat.Message{Private: true})}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := readInteraction(tt.in, reading{bot: botID, private: true, now: now, where: func(id string) (chat.Place, bool) { return farTarget.Place, id == threadID }})
			if !reflect.DeepEqual(got, tt.want) {
				g, _ := json.Marshal(got.press)
				w, _ := json.Marshal(tt.want.press)
				t.Errorf("got %+v (%s), want %+v (%s)", got, g, tt.want, w)
			}
		})
	}
}

func TestStaffByRole(t *testing.T) {
	t.Parallel()
	i := interaction{Member: &member{Roles: []string{"7"}, Permissions: "0"}}
	for _, tt := range []struct {
		roles []string
		power string
		want  bool
	}{{nil, "0", false}, {[]string{"7"}, "0", true}, {[]string{"8"}, "8192", false}, {nil, "8192", true}, {nil, "8", true}, {nil, "x", false}} {
		i.Member.Permissions = tt.power
		if got := isStaff(i, Space{Staff: tt.roles}); got != tt.want {
			t.Errorf("roles %q, permissions %s: got %v, want %v", tt.roles, tt.power, got, tt.want)
		}
	}
}

func FuzzReadInteraction(f *testing.F) {
	f.Add([]byte(`{"id":"1","channel_id":"2","type":3,"user":{"id":"3"},"data":{"custom_id":"show...a"}}`))
	f.Add([]byte(`{"id":"1","channel_id":"2","type":2,"user":{"id":"3"},"data":{"name":"backtalk","options":[{"name":"pause"}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := readInteraction(decode[interaction](data), reading{where: func(string) (chat.Place, bool) { return chat.Place{}, false }})
		if d.press != nil && (d.press.Author == "" || !known(d.press.Action) || d.press.Action == chooses || len(d.press.Ref) > maxRef) {
			t.Errorf("got %+v", d.press)
		}
	})
}
