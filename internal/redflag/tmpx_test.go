package redflag

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTmpX(t *testing.T) {
	r := shipped(t)
	if p := os.Getenv("XF"); p != "" {
		n := map[string][2]int{}
		for _, v := range voices(t, p) {
			id, ok := v.right(r)
			x := n[v.class()]
			x[1]++
			if ok {
				x[0]++
			} else {
				fmt.Printf("%s(%s) got %s: %s\n", v.Rule, v.Level, id, v.Text)
			}
			n[v.class()] = x
		}
		fmt.Println(n)
	}
	if p := os.Getenv("XT"); p != "" {
		f, _ := os.Open(p)
		s := bufio.NewScanner(f)
		rule := ""
		for s.Scan() {
			l := s.Text()
			if strings.HasPrefix(l, "# ") {
				rule = l[2:]
				continue
			}
			got, id := top(r.Check(l))
			w := Urgent
			for _, ru := range r.All() {
				if ru.ID == rule {
					w = ru.Grade.Level
				}
			}
			if rule == "NONE" && got.Warns() || rule != "NONE" && got < w {
				fmt.Printf("%s: got %s (%s): %s\n", rule, got, id, l)
			}
		}
	}
	if os.Getenv("XQ") != "" {
		files, _ := filepath.Glob("../../knowledge/topics/*.yaml")
		n, w := 0, 0
		for _, p := range files {
			data, _ := os.ReadFile(p)
			in := false
			ind := 0
			for _, l := range strings.Split(string(data), "\n") {
				tr := strings.TrimSpace(l)
				i := len(l) - len(strings.TrimLeft(l, " "))
				if strings.HasPrefix(tr, "questions:") {
					in = true
					ind = i
					continue
				}
				if in && tr != "" && !strings.HasPrefix(tr, "- ") && i <= ind {
					in = false
				}
				if in && strings.HasPrefix(tr, "- ") {
					n++
					q := strings.Trim(tr[2:], `"'`)
					fl := r.Check(q)
					if got, id := top(fl); got.Warns() {
						w++
						fmt.Printf("TOPIC %s %s: %s\n", got, id, q)
					} else if len(fl) > 0 && os.Getenv("XQ") == "2" {
						fmt.Printf("LOW %s: %s\n", fl[0].ID, q)
					}
				}
			}
		}
		fmt.Println("topics", n, "warned", w)
	}
}
