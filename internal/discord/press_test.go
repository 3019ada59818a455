package discord

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
)

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

// TestPrivacy: everybody can ask what is kept of them, and have it erased by a button.
func TestPrivacy(t *testing.T) {
	t.Parallel()
	h := says(nil, func(p chat.Press) *chat.Reply {
		if p.Action == chat.Privacy {
			return &chat.Reply{Words: chat.Words{Lead: "This is kept of you.", Buttons: []chat.Button{{Label: "Erase it", Action: chat.Forget}}}, Audience: chat.ForAsker()}
		}
		return &chat.Reply{Words: chat.Words{Lead: "It is erased."}, Audience: chat.ForAsker(), Replace: true}
	})
	w := newWorld(t, h, nil)
	w.waitCommands(nil)
	for _, where := range []*fakediscord.Channel{w.room, w.server.DM(w.ann)} {
		m := w.server.Slash(where, w.ann, "privacy", nil).Message(soon)
		if m == nil || m.Text() != "This is kept of you." || m.Ephemeral() != (where == w.room) {
			t.Fatalf("got %+v; the log: %s", m, w.log)
		}
		if after := w.server.Press(m, w.ann, "Erase it").Message(soon); after == nil || after.ID != m.ID || after.Text() != "It is erased." {
			t.Errorf("got %+v after the press", after)
		}
		all := h.Presses()
		if p := all[len(all)-1]; p.Action != chat.Forget || p.Author != w.ann.ID || p.Target != nil || p.Ref != "" || p.Direct != (where != w.room) {
			t.Errorf("got press %+v", p)
		}
	}
}
