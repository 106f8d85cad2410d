// Holds a running server's log to code that is not ours: the packages note and tlog of Go's checksum database. Every
// checkpoint that is signed meanwhile must open, and every proof must hold, those that the server makes and those that are
// made here of its tiles; and of each one that was tampered with, none.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	rounds      = 20
	inclusion   = 1000
	consistency = 100
	mutated     = 1000
	together    = 25
	height      = 8
	patience    = 60 * time.Second
)

var (
	base, token string
	keys        note.Verifiers
	random      = rand.New(rand.NewSource(seed()))
	tiles       = map[string][]byte{}
	leaves      = map[int64][]byte{}
)

func seed() int64 {
	if given, err := strconv.ParseInt(os.Getenv("SEED"), 10, 64); err == nil {
		return given
	}
	return 20261125
}

func main() {
	base, token = os.Args[1], os.Args[2]
	keys = verifiers()
	trees := []tlog.Tree{}
	for round := 0; round < rounds; round++ {
		record(1 + random.Intn(300))
		trees = append(trees, next(trees))
	}
	last := trees[len(trees)-1]
	records := inclusionProofs(trees)
	consistencies := consistencyProofs(trees)
	fmt.Printf("seed %d: %d checkpoints opened, the last of %d events; accepted %d inclusion and %d consistency proofs\n",
		seed(), len(trees), last.N, len(records), len(consistencies))
	fmt.Printf("refused %d of %d that were tampered with\n", tamper(records, consistencies), mutated)
}

func verifiers() note.Verifiers {
	known := []note.Verifier{}
	for _, line := range strings.Split(strings.TrimSpace(string(get("/checkpoint/keys"))), "\n") {
		verifier, err := note.NewVerifier(line)
		demand(err, "a key is no verifier key: "+line)
		known = append(known, verifier)
	}
	return note.VerifierList(known...)
}

// record lets the ledger grow.
func record(authorities int) {
	items := []interface{}{}
	for i := 0; i < authorities; i++ {
		items = append(items, map[string]interface{}{"register": map[string]interface{}{"record": map[string]interface{}{
			"subject": map[string]interface{}{"name": fmt.Sprintf("Archive %d", random.Int63()), "level": "regional"}}}})
	}
	key := fmt.Sprintf("%08x-0000-4000-8000-%012x", random.Int31(), random.Int63n(1<<47))
	data := ask("mutation ($input: RecordBatchInput!, $key: ID!) { recordBatch(input: $input, idempotencyKey: $key) { position results { problems { message } } } }",
		map[string]interface{}{"input": map[string]interface{}{"items": items}, "key": key})
	var answer struct{ RecordBatch struct{ Position *int64 } }
	demand(json.Unmarshal(data, &answer), "a batch was not answered")
	if answer.RecordBatch.Position == nil {
		fail("a batch recorded nothing: " + string(data))
	}
}

// next is the tree of the next checkpoint, once its note opened.
func next(trees []tlog.Tree) tlog.Tree {
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		if opened, err := note.Open(get("/checkpoint"), keys); err == nil {
			tree := parse(opened.Text)
			if len(trees) == 0 || tree.N > trees[len(trees)-1].N {
				return tree
			}
		} else if !strings.Contains(err.Error(), "malformed") || len(trees) > 0 {
			fail("a checkpoint does not open: " + err.Error())
		}
		time.Sleep(100 * time.Millisecond)
	}
	fail("no checkpoint came")
	return tlog.Tree{}
}

// parse reads a checkpoint, whose first line is the log's own name.
func parse(text string) tlog.Tree {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	demand(err, "a checkpoint has no size")
	root, err := tlog.ParseHash(lines[2])
	demand(err, "a checkpoint has no root")
	return tlog.Tree{N: size, Hash: root}
}

type recordProof struct {
	tree  tlog.Tree
	index int64
	leaf  tlog.Hash
	proof tlog.RecordProof
}

type treeProof struct {
	older, newer tlog.Tree
	proof        tlog.TreeProof
}

// inclusionProofs are made by the server one half, and of its tiles the other.
func inclusionProofs(trees []tlog.Tree) []recordProof {
	all := []recordProof{}
	for len(all) < inclusion {
		some := []recordProof{}
		question := "{"
		for i := 0; i < together; i++ {
			tree := trees[random.Intn(len(trees))]
			index := random.Int63n(tree.N)
			some = append(some, recordProof{tree: tree, index: index, leaf: tlog.RecordHash(leaf(index, trees[len(trees)-1].N))})
			question += fmt.Sprintf(" p%d: inclusionProof(position: %d, size: %d) { path }", i, index, tree.N)
		}
		answers := paths(question + " }")
		for i := range some {
			each := &some[i]
			if i%2 == 0 {
				each.proof = answers[fmt.Sprintf("p%d", i)]
			} else {
				proof, err := tlog.ProveRecord(each.tree.N, each.index, tlog.TileHashReader(each.tree, reader{}))
				demand(err, fmt.Sprintf("the tiles do not prove %d in %d", each.index, each.tree.N))
				each.proof = proof
			}
			demand(tlog.CheckRecord(each.proof, each.tree.N, each.tree.Hash, each.index, each.leaf),
				fmt.Sprintf("the proof of %d in %d does not hold", each.index, each.tree.N))
			all = append(all, *each)
		}
	}
	return all
}

func consistencyProofs(trees []tlog.Tree) []treeProof {
	all := []treeProof{}
	for len(all) < consistency {
		some := []treeProof{}
		question := "{"
		for i := 0; i < together; i++ {
			newer := 1 + random.Intn(len(trees)-1)
			each := treeProof{older: trees[random.Intn(newer)], newer: trees[newer]}
			some = append(some, each)
			question += fmt.Sprintf(" p%d: consistencyProof(from: %d, to: %d) { path }", i, each.older.N, each.newer.N)
		}
		answers := paths(question + " }")
		for i := range some {
			each := &some[i]
			if i%2 == 0 {
				each.proof = tlog.TreeProof(answers[fmt.Sprintf("p%d", i)])
			} else {
				proof, err := tlog.ProveTree(each.newer.N, each.older.N, tlog.TileHashReader(each.newer, reader{}))
				demand(err, "the tiles do not prove that the log only grows")
				each.proof = proof
			}
			demand(tlog.CheckTree(each.proof, each.newer.N, each.newer.Hash, each.older.N, each.older.Hash),
				fmt.Sprintf("the proof from %d to %d does not hold", each.older.N, each.newer.N))
			all = append(all, *each)
		}
	}
	return all
}

// tamper changes one bit or one number of each of many proofs, and counts those that are refused.
func tamper(records []recordProof, trees []treeProof) int {
	refused := 0
	for i := 0; i < mutated; i++ {
		var err error
		if i%10 != 0 {
			each := records[random.Intn(len(records))]
			proof := append(tlog.RecordProof{}, each.proof...)
			switch {
			case i%5 == 1:
				flip(&each.leaf)
			case i%5 == 2:
				flip(&each.tree.Hash)
			case i%5 == 3 && each.tree.N > 1:
				each.index = (each.index + 1 + random.Int63n(each.tree.N-1)) % each.tree.N
			case len(proof) > 0:
				flip(&proof[random.Intn(len(proof))])
			default:
				proof = append(proof, each.leaf)
			}
			err = tlog.CheckRecord(proof, each.tree.N, each.tree.Hash, each.index, each.leaf)
		} else {
			each := trees[random.Intn(len(trees))]
			proof := append(tlog.TreeProof{}, each.proof...)
			switch i / 10 % 3 {
			case 0:
				flip(&each.older.Hash)
			case 1:
				flip(&each.newer.Hash)
			default:
				flip(&proof[random.Intn(len(proof))])
			}
			err = tlog.CheckTree(proof, each.newer.N, each.newer.Hash, each.older.N, each.older.Hash)
		}
		if err == nil {
			fail(fmt.Sprintf("a proof that was tampered with holds: number %d", i))
		}
		refused++
	}
	return refused
}

func flip(hash *tlog.Hash) {
	hash[random.Intn(len(hash))] ^= 1 << uint(random.Intn(8))
}

// reader gets tiles over HTTP; tlog checks each against the tree before it believes it.
type reader struct{}

func (reader) Height() int                     { return height }
func (reader) SaveTiles([]tlog.Tile, [][]byte) {}
func (reader) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	read := [][]byte{}
	for _, tile := range wanted {
		// Go's own paths name the height, which C2SP's do not.
		path := "/tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
		if tiles[path] == nil {
			tiles[path] = get(path)
		}
		read = append(read, tiles[path])
	}
	return read, nil
}

// leaf is an event's own bytes, as an auditor reads them.
func leaf(index, size int64) []byte {
	if leaves[index] == nil {
		first := index / 256 * 256
		width := size - first
		tile := tlog.Tile{H: height, L: 0, N: index / 256, W: 256}
		if width < 256 {
			tile.W = int(width)
		}
		bundle := get("/tile/entries/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/0/", height)))
		for at := first; len(bundle) > 0; at++ {
			length := 2 + int(binary.BigEndian.Uint16(bundle))
			leaves[at] = bundle[2:length]
			bundle = bundle[length:]
		}
	}
	return leaves[index]
}

func paths(question string) map[string][]tlog.Hash {
	var answers map[string]struct{ Path []string }
	demand(json.Unmarshal(ask(question, nil), &answers), "proofs were not answered")
	found := map[string][]tlog.Hash{}
	for name, answer := range answers {
		for _, text := range answer.Path {
			bytes, err := base64.StdEncoding.DecodeString(text)
			demand(err, "a hash is not base64")
			var hash tlog.Hash
			copy(hash[:], bytes)
			found[name] = append(found[name], hash)
		}
	}
	return found
}

func ask(query string, variables map[string]interface{}) json.RawMessage {
	body, _ := json.Marshal(map[string]interface{}{"query": query, "variables": variables})
	request, _ := http.NewRequest("POST", base+"/graphql", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	var answer struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	demand(json.Unmarshal(send(request), &answer), "the answer is not JSON")
	if answer.Errors != nil {
		fail("the server answers " + string(answer.Errors))
	}
	return answer.Data
}

func get(path string) []byte {
	request, _ := http.NewRequest("GET", base+path, nil)
	return send(request)
}

func send(request *http.Request) []byte {
	request.Header.Set("Authorization", "Bearer "+token)
	for {
		answer, err := http.DefaultClient.Do(request)
		demand(err, "the server does not answer")
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		demand(err, "an answer is cut")
		if answer.StatusCode == 404 && request.URL.Path == "/checkpoint" {
			return nil
		} else if answer.StatusCode == 200 {
			return body
		} else if answer.StatusCode != 429 {
			fail(fmt.Sprintf("%s answers %d: %s", request.URL.Path, answer.StatusCode, body))
		}
		time.Sleep(200 * time.Millisecond)
		if request.GetBody != nil {
			request.Body, _ = request.GetBody()
		}
	}
}

func demand(err error, sentence string) {
	if err != nil {
		fail(sentence + ": " + err.Error())
	}
}

func fail(sentence string) {
	fmt.Fprintln(os.Stderr, "NOT PROVEN:", sentence)
	os.Exit(1)
}
