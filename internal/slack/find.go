package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/courier"
	"backtalk/internal/slack/link"
)

// The pages of a thread that are looked through for a post, and how long each is.
const (
	findPages = 5
	findLimit = 100
)

// findBack is how far back a post is looked for: the courier looks for what it posted within its ten minutes. Threads may
// be long, and Slack gives them from the beginning.
const findBack = time.Hour

// Find looks for a post by its nonce: in the thread of the question, or in the direct messages with a person.
func (s *Slack) Find(ctx context.Context, at chat.Place, person, id, nonce string) (string, error) {
	channel, thread := at.Channel, at.Thread
	if person != "" {
		opened, err := s.directWith(ctx, person)
		if err != nil || opened == "" {
			return "", err
		}
		channel, thread = opened, ""
	}
	since, cursor := s.since(id), ""
	for range findPages {
		messages, next, err := s.read(ctx, channel, thread, since, cursor)
		if errors.Is(err, courier.ErrGone) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		for _, m := range messages {
			if m.Metadata.EventType == metadataType && m.Metadata.EventPayload[metadataKey] == nonce {
				return refOf(channel, m.Timestamp), nil
			}
		}
		if cursor = next; cursor == "" {
			return "", nil
		}
	}
	return "", errors.New("looking for a reply: too much was said there since to look through")
}

// since is from when on a post that answers a message is looked for.
func (s *Slack) since(id string) string {
	from := s.o.Now().Add(-findBack)
	if strings.Contains(id, ".") && isStamp(id) && stampTime(id).After(from) {
		return id
	}
	return fmt.Sprintf("%d.000000", from.Unix())
}

// read reads a page of a thread or, with none, of a conversation, from a message on.
func (s *Slack) read(ctx context.Context, channel, thread, since, cursor string) (messages []api.Message, next string, err error) {
	if thread != "" {
		err = s.link.Call(ctx, "conversations.replies", func(ctx context.Context) (err error) {
			messages, _, next, err = s.link.API.GetConversationRepliesContext(ctx, &api.GetConversationRepliesParameters{
				ChannelID: channel, Timestamp: thread, Oldest: since, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true})
			return err
		})
		return messages, next, link.Unread(err)
	}
	err = s.link.Call(ctx, "conversations.history", func(ctx context.Context) error {
		h, err := s.link.API.GetConversationHistoryContext(ctx, &api.GetConversationHistoryParameters{
			ChannelID: channel, Oldest: since, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true})
		if err == nil {
			messages, next = h.Messages, h.ResponseMetaData.NextCursor
		}
		return err
	})
	return messages, next, link.Unread(err)
}

// directWith finds the bot's direct message with a person. Opening it needs im:write; without that scope it is not
// known whether something stands there.
func (s *Slack) directWith(ctx context.Context, person string) (string, error) {
	var channel string
	err := s.link.Call(ctx, "conversations.open", func(ctx context.Context) error {
		c, _, _, err := s.link.API.OpenConversationContext(ctx, &api.OpenConversationParameters{Users: []string{person}})
		if err == nil && c != nil {
			channel = c.ID
		}
		return err
	})
	if link.Refused(err) {
		return "", nil
	}
	return channel, link.Unread(err)
}
