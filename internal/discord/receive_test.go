package discord

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
