#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Files of annotations: info, convert and assign."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "support"))

import cli_case
import numpy as np

COCO = {"images": [{"id": 1, "file_name": "a.jpg", "height": 3, "width": 4},
                   {"id": 2, "file_name": "b.jpg", "height": 2, "width": 2}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 2,
             "segmentation": {"size": [3, 4], "counts": [0, 3, 9]}},
            {"id": 5, "image_id": 1, "category_id": 2,
             "segmentation": {"size": [3, 4], "counts": [9, 3]}},
            {"id": 6, "image_id": 2, "category_id": 3,
             "segmentation": {"size": [2, 2], "counts": [0, 4]}}],
        "categories": [{"id": 2, "name": "cat"}, {"id": 3, "name": "dog"}]}
CATS = np.array([[2, 0, 0, 2]] * 3, "u1")


class Annotations(cli_case.CliCase):
    def setUp(self):
        super().setUp()
        self.file = self.save_bytes("in.json", json.dumps(COCO).encode())

    def convert(self, *arguments):
        done = self.run_cli("convert", *arguments)
        self.assertEqual((done.code, done.error), (0, ""))
        return done.out

    def test_info_lists_images_and_categories(self):
        out = self.run_cli("info", self.file).out
        for word in ("coco", "a.jpg", "b.jpg", "--key"):
            self.assertIn(word, out)
        listed = json.loads(self.run_cli("info", "--json", self.file).out)
        self.assertEqual([a["key"] for a in listed["arrays"]], ["a.jpg", "b.jpg"])
        self.assertEqual([a["shape"] for a in listed["arrays"]], [[3, 4], [2, 2]])
        self.assertEqual([n["name"] for n in listed["names"]], ["cat", "dog"])
        one = self.run_cli("info", self.file, "--key", "a.jpg").out
        self.assertIn("2: 6  cat", one)

    def test_convert_out(self):
        out = self.convert(self.file, self.path("a.npy"), "--key", "a.jpg")
        self.assertIn("2 instances are joined into 1 categories", out)
        self.assert_same(np.load(self.path("a.npy")), CATS)
        self.convert(self.file, self.path("i.npy"), "--key", "a.jpg#instances")
        self.assert_same(np.load(self.path("i.npy")), np.array([[1, 0, 0, 5]] * 3, "u1"))

    def test_convert_in_and_between(self):
        values = np.arange(12, dtype="u2").reshape(3, 4) % 5
        source = self.save("v.npy", values)
        for name in ("out.json", "out.labelme.json"):
            self.convert(source, self.path(name))
            self.convert(self.path(name), self.path("back.npy"))
            self.assert_same(np.load(self.path("back.npy")), values)
        self.convert(self.path("out.json"), self.path("l.json"), "--format", "labelme")
        self.convert(self.path("l.json"), self.path("back.npy"))
        self.assert_same(np.load(self.path("back.npy")), values)
        self.convert(self.save("b.npy", values > 2), self.path("b.rle.json"))
        with open(self.path("b.rle.json")) as file:
            self.assertEqual(set(json.load(file)), {"size", "counts"})
        self.convert(self.path("b.rle.json"), self.path("back.npy"))
        self.assert_same(np.load(self.path("back.npy")), (values > 2).astype("u1"))

    def test_assign_into_the_file(self):
        condition = self.save("c.npy", np.eye(3, 4, dtype=bool))
        source = self.save("s.npy", np.full((3, 4), 3, "u1"))
        done = self.run_cli("assign", "--destination", self.file, "--destination-key", "a.jpg",
                            "--condition", condition, "--source", source, "-o", self.file)
        self.assertEqual((done.code, done.error), (0, ""))
        with open(self.file) as file:
            after = json.load(file)
        self.assertEqual(after["annotations"][2], COCO["annotations"][2])
        self.assertEqual(after["annotations"][1], COCO["annotations"][1])
        self.assertEqual(after["annotations"][3]["category_id"], 3)
        self.convert(self.file, self.path("a.npy"), "--key", "a.jpg")
        self.assert_same(np.load(self.path("a.npy")), np.where(np.eye(3, 4), 3, CATS).astype("u1"))

    def test_programs_are_refused(self):
        condition = self.save("c.npy", np.eye(2, dtype=bool))
        arguments = self.command("code", self.file, condition,
                                 self.save("s.npy", np.ones((2, 2), "u1")))
        self.assert_fails(arguments + ["--destination-key", "b.jpg", "-o", self.path("o.npy")],
                          "programs don't read coco files")

    def test_unknown_images_are_refused(self):
        self.assert_fails(["convert", self.file, self.path("o.npy"), "--key", "c.jpg"],
                          "no image 'c.jpg'", "'a.jpg', 'b.jpg'")


cli_case.main()
