"""Fills a moto server: an organisation with a second account; in each the reading role, an agent, functions, an endpoint and identities. Prints what it made."""

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
made = {"accounts": [main, second], "agents": [], "functions": [], "endpoints": [], "roles": [], "users": [], "keys": [], "harmless": []}
invoke = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["bedrock:InvokeModel", "s3:GetObject"], "Resource": "*"}]})
denied = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "bedrock:*", "Resource": "*"}]})
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
    made["functions"].append({"account": account, "name": "look-up-order"})
    functions = client("lambda", region, key)
    functions.tag_resource(Resource=f"arn:aws:lambda:{region}:{account}:function:look-up-order", Tags={"Owner": "orders@example.invalid"})
    for name, variables in (("resize-images", {"STAGE": "prod"}), ("fulfillment-events", {"API_KEY_NAME": "partner"})):
        functions.create_function(
            FunctionName=name, Runtime="python3.12", Role=role, Handler="index.handler", Code={"ZipFile": code()}, Environment={"Variables": variables},
        )
        made["harmless"].append(name)

    models = client("sagemaker", region, key)
    models.create_model(ModelName="churn", ExecutionRoleArn=role, PrimaryContainer={"Image": f"{account}.dkr.ecr.{region}.amazonaws.com/churn:1"})
    variant = {"VariantName": "all", "ModelName": "churn", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}
    models.create_endpoint_config(EndpointConfigName="churn", ProductionVariants=[variant])
    models.create_endpoint(EndpointName="churn-score", EndpointConfigName="churn", Tags=[{"Key": "Owner", "Value": "scores@example.invalid"}])
    made["endpoints"].append({"account": account, "name": "churn-score", "owner": "scores@example.invalid"})

    iam = client("iam", key=key)
    # By a policy of its own, by an attached one, through a group, and taken back by a denial.
    iam.create_role(RoleName="nightly-classifier", AssumeRolePolicyDocument=trust)
    iam.put_role_policy(RoleName="nightly-classifier", PolicyName="models", PolicyDocument=invoke)
    attached = iam.create_policy(PolicyName="models", PolicyDocument=invoke)["Policy"]["Arn"]
    iam.create_role(RoleName="report-writer", AssumeRolePolicyDocument=trust)
    iam.attach_role_policy(RoleName="report-writer", PolicyArn=attached)
    iam.create_role(RoleName="was-allowed", AssumeRolePolicyDocument=trust)
    iam.attach_role_policy(RoleName="was-allowed", PolicyArn=attached)
    iam.put_role_policy(RoleName="was-allowed", PolicyName="no-models", PolicyDocument=denied)
    made["roles"] += [{"account": account, "name": name} for name in ("nightly-classifier", "report-writer")]
    iam.create_group(GroupName="prototypes")
    iam.put_group_policy(GroupName="prototypes", PolicyName="models", PolicyDocument=invoke)
    for name in ("notebook-prototype", "backup-writer"):
        iam.create_user(UserName=name)
    iam.add_user_to_group(GroupName="prototypes", UserName="notebook-prototype")
    made["users"].append({"account": account, "name": "notebook-prototype"})
    made["keys"].append(iam.create_access_key(UserName="notebook-prototype")["AccessKey"]["AccessKeyId"])
    made["harmless"] += ["was-allowed", "backup-writer"]

    # A trail is kept beside the event history; looking the history up is another call, which this server may not have.
    client("s3", "us-east-1", key).create_bucket(Bucket=f"trail-{account}")
    client("cloudtrail", region, key).create_trail(Name="all", S3BucketName=f"trail-{account}")
print(json.dumps(made))
