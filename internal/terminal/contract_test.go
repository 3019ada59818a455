package terminal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"backtalk/internal/chat"
	"backtalk/internal/chat/chattest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// keyboard is an input on which each line is typed once the last one has been dealt with.
type keyboard struct {
	ready chan struct{} // one element each time the terminal waits for a line
	lines chan string   // closed at the end
}

// Read gives one line.
func (k *keyboard) Read(p []byte) (int, error) {
	k.ready <- struct{}{}
	line, more := <-k.lines
	if !more {
		return 0, io.EOF
	}
	return copy(p, line), nil
}

// underTest is the terminal as the contract sees it. People take turns, since one conversation is all there is.
type underTest struct {
	keyboard keyboard
	screen   bytes.Buffer
	ended    chan error

	mu    sync.Mutex
	last  *chat.Reply
	posts []chattest.Post
}

func newUnderTest(_ testing.TB, s chattest.Setup) chattest.Adapter {
	u := &underTest{keyboard: keyboard{make(chan struct{}), make(chan string)}, ended: make(chan error, 1)}
	h := &remembering{Handler: s.Handler, last: &u.last}
	go func() {
		u.ended <- Run(context.Background(), h, &u.keyboard, &u.screen, Options{Timeout: s.Deadline, Log: s.Log})
	}()
	<-u.keyboard.ready
	return u
}

// remembering knows the last reply, so that a test can press what it offers.
type remembering struct {
	chat.Handler
	last **chat.Reply
}

// Message answers a message.
func (r *remembering) Message(ctx context.Context, m chat.Message) *chat.Reply {
	*r.last = r.Handler.Message(ctx, m)
	return *r.last
}

func (u *underTest) typeLine(line string) {
	u.screen.Reset()
	u.keyboard.lines <- line + "\n"
	<-u.keyboard.ready
	if text := u.screen.String(); text != "" {
		u.posts = append(u.posts, chattest.Post{Text: text})
	}
}

// Message types a message.
func (u *underTest) Message(m chat.Message) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.typeLine(m.Text)
}

// Press types the number of a choice.
func (u *underTest) Press(p chat.Press) {
	u.mu.Lock()
	defer u.mu.Unlock()
	n := slices.IndexFunc(u.last.Choices, func(c chat.Choice) bool { return c.Action == p.Action && c.Ref == p.Ref })
	u.typeLine(fmt.Sprint(n + 1))
}

// Posts is what was printed.
func (u *underTest) Posts() []chattest.Post {
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.Clone(u.posts)
}

// Close ends the input.
func (u *underTest) Close() error {
	close(u.keyboard.lines)
	return <-u.ended
}

// TestContract: of what platforms can do, a terminal can only let people choose.
func TestContract(t *testing.T) {
	chattest.Suite{New: newUnderTest, Can: []chattest.Ability{chattest.Pressing}}.Run(t)
}

// TestVerbatimMeansClean: what the contract shows character for character is what Clean leaves alone.
func TestVerbatimMeansClean(t *testing.T) {
	for _, text := range chattest.Nasty() {
		if got := Clean(text); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	if got := Clean(strings.Join(chattest.Nasty(), "\r\n")); !strings.Contains(got, "\r\n") {
		t.Error("the line ends of Windows were changed")
	}
}
