package slack

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"backtalk/internal/slack/link"
)

// staff knows who is in which user group. Members are remembered for a moment only, so that who leaves the group can
// post nothing any more.
type staff struct {
	link   *link.Client
	now    func() time.Time
	within time.Duration // for asking who is in a group; tests lengthen it

	mu     sync.Mutex
	groups map[string]members
}

type members struct {
	users []string
	until time.Time
}

func newStaff(client *link.Client, now func() time.Time) *staff {
	return &staff{link: client, now: now, within: answerIn, groups: map[string]members{}}
}

// has tells whether a person is among the people and groups of a list. Who cannot be found is not.
func (s *staff) has(ctx context.Context, list []string, person string) (bool, error) {
	if person == "" {
		return false, nil
	}
	if slices.Contains(list, person) {
		return true, nil
	}
	var failure error
	for _, id := range list {
		if !strings.HasPrefix(id, "S") {
			continue
		}
		users, err := s.members(ctx, id)
		if err != nil {
			failure = err
		}
		if slices.Contains(users, person) {
			return true, nil
		}
	}
	return false, failure
}

// members asks for the members of a group. When that fails nobody is in it for a moment, so that not every press waits
// for an answer that does not come.
func (s *staff) members(ctx context.Context, group string) ([]string, error) {
	s.mu.Lock()
	known, ok := s.groups[group]
	s.mu.Unlock()
	if ok && s.now().Before(known.until) {
		return known.users, nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.within)
	defer cancel()
	var users []string
	err := s.link.Call(ctx, "usergroups.users.list", func(ctx context.Context) (err error) {
		users, err = s.link.API.GetUserGroupMembersContext(ctx, group)
		return err
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.groups[group] = members{nil, s.now().Add(noStaffFor)}
		return nil, fmt.Errorf("asking who is in the user group %s: %w", group, link.Bare(err))
	}
	s.groups[group] = members{users, s.now().Add(staffFor)}
	return users, nil
}

// isStaff tells whether a person is staff by now.
func (s *Slack) isStaff(ctx context.Context, person string) bool {
	ok, err := s.staff.has(ctx, s.space().Staff, person)
	if err != nil {
		s.o.Log.Error("cannot tell who is staff; nobody in that group is taken for it", "error", err)
	}
	return ok
}
