"""Fills a moto server: an organisation with a second account, the reading role in both, an agent with a function in each. Prints what it made."""

import io
import json
import sys
import zipfile

import boto3

endpoint, role_name = sys.argv[1], sys.argv[2]
trust = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]})


def client(service, region="us-east-1", key=None):
    key = key or {"AccessKeyId": "AKIAPEERSEXAMPLE", "SecretAccessKey": "example", "SessionToken": None}
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=endpoint,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key["SessionToken"],
    )


def code():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", "def handler(event, context):\n    return {}\n")
    return packed.getvalue()


organizations = client("organizations")
organizations.create_organization(FeatureSet="ALL")
main = organizations.describe_organization()["Organization"]["MasterAccountId"]
second = organizations.create_account(AccountName="Payments", Email="payments@example.invalid")["CreateAccountStatus"]["AccountId"]
made = {"accounts": [main, second], "agents": [], "not_had": []}
for account, region in ((main, "eu-west-1"), (second, "us-east-1")):
    key = None
    if account != main:
        assumed = client("sts").assume_role(RoleArn=f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole", RoleSessionName="seed")
        key = assumed["Credentials"]
    role = client("iam", key=key).create_role(RoleName=role_name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    client("lambda", region, key).create_function(
        FunctionName="look-up-order", Runtime="python3.12", Role=role, Handler="index.handler", Code={"ZipFile": code()},
        Environment={"Variables": {"OPENAI_API_KEY": "EXAMPLE"}},
    )
    agent = client("bedrock-agent", region, key).create_agent(
        agentName=f"order-desk-{region}", agentResourceRoleArn=role, foundationModel="anthropic.claude-3-5-sonnet-20240620-v1:0",
        instruction="Answer questions about orders and nothing else, and say when you do not know.",
    )["agent"]
    made["agents"].append({"account": account, "region": region, "id": agent["agentId"], "name": agent["agentName"]})
print(json.dumps(made))
